import { explainTicket } from "follow-the-sun";
import { drawTimeline } from "./draw.js";
import { ASKED_AT, exampleTicket } from "./ticket.js";

for (const explanation of explainTicket(exampleTicket(), ASKED_AT)) {
  process.stdout.write(`${drawTimeline(explanation)}\n`);
}
