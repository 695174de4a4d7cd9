// One fresh process: a day of so many items over 2,000 agents in 60 teams, by the package's public functions.
import { applyDeskEvent, defineRoster, heldWork, openDesk, placeQueue, route } from "../../dist/index.js";
import { randomFrom } from "./calendar.js";
import { makeHelpdesk, rosterOf, START } from "./helpdesk.js";

const AGENTS = 2_000;
const DAY_MS = 86_400_000;
/** What nobody could take is tried again so often, the oldest of it first. */
const RETRY_MS = 300_000;
const RETRIED = 500;

const SKILLS = ["orders", "refunds", "shipping", "accounts", "hardware"];
const LANGUAGES = [["en"], ["de", "en"], ["fr", "en"], ["es", "en"], ["ja", "en"], ["pt", "en"]];

/** Items in the order of their arrival, made one at a time. */
function* arrivals(count) {
  const random = randomFrom(count);
  for (let i = 0; i < count; i++) {
    const arrivedAt = START + Math.floor((i * DAY_MS) / count);
    const pick = (list) => list[Math.floor(random() * list.length)];
    yield {
      id: `W-${i}`,
      channel: random() < 0.5 ? "email" : "chat",
      languages: pick(LANGUAGES),
      skills: { [pick(SKILLS)]: 50 },
      arrivedAt,
    };
  }
}

/** Everybody is at work for most of a shift, whatever the number of items: about 650 people at a time, two items each. */
const handlingMs = (count) => Math.min(3_600_000, Math.floor((650 * 2 * 0.6 * DAY_MS) / count));

function runDay(count) {
  const roster = defineRoster(rosterOf(makeHelpdesk(AGENTS)));
  const takesMs = handlingMs(count);
  // All take equally long, so who began first is done first.
  const inHand = [];
  let first = 0;
  let desk = openDesk(roster);
  let waiting = [];
  let [assigned, done, decisions] = [0, 0, 0];

  const start = (agentId, { id }, at) => {
    inHand.push({ at: at + takesMs, agentId, workId: id });
    assigned++;
  };
  const finishUntil = (at) => {
    for (; first < inHand.length && inHand[first].at <= at; first++, done++) {
      const { at: then, agentId, workId } = inHand[first];
      desk = applyDeskEvent(desk, { type: "released", id: `done:${workId}`, at: then, agentId, workId });
    }
    if (first > 10_000) first -= inHand.splice(0, first).length;
  };
  const retry = (at) => {
    const tried = waiting.slice(0, RETRIED);
    decisions += tried.length;
    const { placed, desk: after } = placeQueue(desk, tried, at);
    desk = after;
    for (const { work, answer } of placed) start(answer.agentId, work, at);
    const gone = new Set(placed.map(({ work }) => work.id));
    waiting = waiting.filter(({ id }) => !gone.has(id));
  };

  let retryAt = START + RETRY_MS;
  for (const work of arrivals(count)) {
    const at = work.arrivedAt;
    for (; retryAt <= at; retryAt += RETRY_MS) {
      finishUntil(retryAt);
      retry(retryAt);
    }
    finishUntil(at);
    const answer = route(desk, work, at, { runnersUp: 0 });
    decisions++;
    if (answer.kind !== "assigned") {
      waiting.push(work);
      continue;
    }
    desk = applyDeskEvent(desk, answer.event);
    start(answer.agentId, work, at);
  }
  const held = heldWork(desk).length;
  if (assigned !== done + held || assigned + waiting.length !== count) throw new Error("Something is lost");
  return { assigned, done, held, waiting: waiting.length, decisions };
}

const count = Number(process.argv[2]);
const startedAt = performance.now();
const day = runDay(count);
const ms = performance.now() - startedAt;
console.log(JSON.stringify({ count, ms, peak: process.resourceUsage().maxRSS * 1_024, ...day }));
