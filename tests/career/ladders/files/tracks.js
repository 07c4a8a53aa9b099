// @flow
import * as d3 from "d3";

type Tracks = {|
  "SAILING": Track,
  "KNOTS & ROPES": Track
|};
export type Milestone = 0 | 1 | 2 | 3 | 4 | 5;
export const milestones = [0, 1, 2, 3, 4, 5];

export const milestoneToPoints = (milestone: Milestone): number => {
  switch (milestone) {
    case 0: return 0;
    default: return 20;
  }
};

export const pointsToLevels = {
  "0": "1.1",
  "5": "1.2",
  "135": "5.3"
};

export const tracks: Tracks = {
  SAILING: {
    displayName: "Sailing",
    category: "A",
    summary: "Brings the boat where it should be",
    description: "Wind isn't always kind.",
    milestones: [
      {
        summary: "Steers a straight course in light wind",
        signals: [
          "Keeps the heading for ten minutes",
          "Says when the wind turns",
        ],
        examples: ['Crossed the bay', `Came back`],
      },
      {
        summary: "Plans a day's trip " + "and brings everybody home",
        signals: ["Reads the forecast"],
        examples: []
      },
    ],
  },

  /* The other half of the trade */
  "KNOTS & ROPES": {
    displayName: "Knots & ropes",
    category: "B",
    milestones: [
      { summary: "Ties the three knots we use", signals: [], examples: [] },
      { summary: "Mends a rope at sea", signals: [], examples: ["Spliced a sheet in the dark"] }
    ]
  }
};

export const trackIds: TrackId[] = Object.keys(tracks);
export const titles = [{ label: "Sailor I", minPoints: 0, maxPoints: 16 }];
