(window.competencies = window.competencies || []).push({
    title: "🎻 Orchestra",
    path: "orchestra",
    summary: "Besides the shared ones.",
    topics: [
        {
            title: "🎼 Reading",
            path: "reading",
            summary: "Notes on a page.",
            levels: [
                { title: "Beginner", path: "b", summary: "", criteria: [
                      "Reads slowly"
                    , "Marks what is hard"
                ] },
                { title: "Expert", path: "e", criteria: ["Reads at sight"] }
            ]
        },
        {
            title: "Playing together",
            levels: [
                { level: "Beginner", criteria: ["Counts along"] },
                { level: "Fluent", criteria: ["Listens first"] },
                { level: "Expert", criteria: ["Leads a section"] },
            ]
        }
    ]
});
