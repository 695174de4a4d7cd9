import type { PictureData } from "../simulator/picture-data.js";
import { attainmentPicture } from "./attainment.js";
import { attainmentTable } from "./attainment-words.js";
import { dayLinesPicture, dayLinesTable } from "./day-lines.js";
import { fairnessPicture, fairnessTable } from "./fairness.js";
import type { Picture, Table } from "./picture.js";
import { stripPicture, stripTable } from "./strip.js";
import { ticketPicture, ticketTable } from "./ticket.js";
import { worldPicture, worldTable } from "./world.js";
import { yearPicture } from "./year.js";
import { yearTable } from "./year-words.js";

/** A picture that can be drawn at any width, with what a page says around it. */
export interface Entry {
  readonly name: string;
  readonly heading: string;
  /** How to read it, in a sentence or two. */
  readonly reading: string;
  readonly draw: (width: number) => Picture;
  readonly table: Table;
  /** On a broad page it stands beside its neighbour. */
  readonly isHalf?: boolean;
}

/** All pictures that the data has something for, in the order of a page. */
export function catalogueOf(data: PictureData): Entry[] {
  const { ticket, coverageYear } = data;
  return [
    {
      name: "world",
      heading: "The world, day and night",
      reading:
        "Dark is night. A disc is a team that is open, a ring one that is closed, a diamond one on holiday; an arc is work handed on when a day ends.",
      draw: (width) => worldPicture(data, width),
      table: worldTable(data),
    },
    {
      name: "strip",
      heading: "The day by region",
      reading:
        "In the order in which the sun comes up. The band is the people that the roster plans, the bars are the items that they took; each row has its own scale.",
      draw: (width) => stripPicture(data, width),
      table: stripTable(data),
    },
    {
      name: "day",
      heading: "Arrivals, queue and broken promises",
      reading: "What came in, who was there for it, what had to wait, and what was late. Hours are UTC.",
      draw: (width) => dayLinesPicture(data, width),
      table: dayLinesTable(data),
    },
    {
      name: "attainment",
      heading: "Promises kept",
      reading:
        "By priority and region, the share that was kept of all that are decided. The bar is all that was promised.",
      draw: (width) => attainmentPicture(data, width),
      table: attainmentTable(data),
      isHalf: true,
    },
    {
      name: "fairness",
      heading: "Load and fairness",
      reading:
        "Each dot is a number of items; the more people of the team have it, the larger. The closer a team's dots, the fairer its day.",
      draw: (width) => fairnessPicture(data, width),
      table: fairnessTable(data),
      isHalf: true,
    },
    ...(ticket === undefined
      ? []
      : [
          {
            name: "ticket",
            heading: "One ticket: why is it due then?",
            reading: "Who had it, and when the clock of each of its promises ran.",
            draw: (width: number) => ticketPicture(data, ticket, width),
            table: ticketTable(data, ticket),
          },
        ]),
    ...(coverageYear === undefined
      ? []
      : [
          {
            name: "year",
            heading: "A year of coverage",
            reading:
              "A column is a week, a cell a day of UTC, with the hours at which nobody is on shift but somebody is in other weeks. A bar marks their weeks, and its letter says why.",
            draw: (width: number) => yearPicture(data, coverageYear, width),
            table: yearTable(coverageYear),
          },
        ]),
  ];
}
