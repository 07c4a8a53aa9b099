export const tracks = {
  A: {
    displayName: "Archery",
    milestones: [
      { summary: "Hits the target", signals: [
        "Stands still"
        "Breathes out"
      ] }
      { summary: "Hits the middle", signals: ["Says why it missed"] }
    ]
  }
}
