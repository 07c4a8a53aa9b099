[
  {
    department: {
      company: [
        {
          name: "Ownership",
          description: "Get it over the line",
          levels: {
            1: { name: "Learning", description: ["Finishes in time"] },
            2: { name: "Competent", description: ["Sets a goal", "Reaches it"] },
          },
        },
      ],
    },
    roles: {
      "Zoo Keeper": [
        {
          name: "Feeding",
          description: "Everybody eats",
          levels: { 1: { name: "Learning", description: ["Counts the fish"] } },
        },
      ],
    },
  },
]
