var config_skillAreas = [
  {
    "title": "Alignment",
    "description": "You take on what matters.\n\nAn example.",
    "skill_levels": [
      {"level": "P1", "skills": ["Takes the dull task"]},
      {"level": "P2", "skills": ["Asks why", "Says no with a reason"]}
    ]
  },
  {
    "title": "Flow",
    "description": "Work arrives.",
    "skill_levels": [
      {"level": "P1", "skills": ["Finishes"]},
      {"level": "P3", "skills": ["Removes what blocks others"]}
    ]
  }
];
