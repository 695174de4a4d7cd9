// Who gets it, and what the desk after that costs: beside the filter and sort that a helpdesk writes, and over a million events.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { median } from "./support/measure.js";
import { bytes, digits, duration, table } from "./support/table.js";

const CHILD = fileURLToPath(new URL("./support/routing-child.js", import.meta.url));
const RUNS = 1; // more tell how far apart two processes are; each takes seven minutes
const STRATEGIES = ["fair-share", "longest-idle"];
const SIZES = [100, 1_000, 10_000];
const MICROSECOND = 1_000;
/** What a decision may take where up to 10 % and where 30 % of the agents are candidates; its event may take 2 µs more. */
const goalFor = (percent) => (percent <= 10 ? 20 : 30) * MICROSECOND;
const EVENT_MORE = 2 * MICROSECOND;

export function routing() {
  return [
    "Agents in 60 teams of 20 zones, 5 % of them with hours of their own, 8 % away, each with an item at hand. A share of all agents has the skill that is asked for, is on shift and present. One item of a known kind is decided (three runners-up named), assigned, and an older one released, again and again, so that the load stays; only the newest desk is kept. Medians; in brackets, the fastest of the turns. A fresh process for each roster and strategy.",
    decisionTable(),
    "The same beside what a helpdesk writes by hand: an array of agents, filtered, sorted by fewest open, then idle longest; assigned by counting in place. Hours are flags that are at hand, or asked of luxon for each agent that passes the rest. All find the same number of candidates.",
    peerTable(),
    "A million events, assignments and releases in turn, 10 % of 1,000 agents candidates, and no desk kept but the newest: memory after a collection.",
    memoryTable(),
    "An older desk of 10,000 agents, 10 % of them candidates: the newest desk owns the tables, and whoever reads another one brings them back first.",
    forkTable(),
    "Beside that, at 10,000 agents (a decision is among 10 %), and with 1,000 items waiting for 1,000 agents:",
    othersTable(),
    "Best matching. Problems of 1,000 items and 1,000 agents, with the place in the queue as the first tier; the goal is 100 ms. Then a whole queue: 1,000 items for the roster of 1,000 agents, all rounds, events and answers included, beside one after another.",
    matchingTable(),
  ].join("\n\n");
}

/** The reports of several fresh processes, each asked the same. */
function ask(question, ...given) {
  process.stderr.write(`routing: ${[question, ...given].join(" ")}\n`);
  const child = ["--expose-gc", CHILD, question, ...given.map(String)];
  return JSON.parse(execFileSync(process.execPath, child, { encoding: "utf8" }));
}

const askAgain = (...question) => Array.from({ length: RUNS }, () => ask(...question));

/** Every roster and strategy, decided by ours and by hand: rows of medians and of the fastest turns. */
let decided;
function decisions() {
  decided ??= SIZES.flatMap((size) =>
    STRATEGIES.flatMap((strategy) => {
      const runs = askAgain("decisions", size, strategy);
      return runs[0].map(({ percent }, i) => ({
        size,
        strategy,
        percent,
        of: (contestant, phase) => {
          const each = runs.map((run) => run[i].ns[contestant][phase]);
          return {
            median: median(each.map((one) => one.median)),
            fastest: Math.min(...each.map((one) => one.fastest)),
          };
        },
      }));
    }),
  );
  return decided;
}

const [OURS, OURS_ALONE, BY_FLAGS, BY_LUXON] = [0, 1, 2, 3];
const [DECISION, EVENT, RELEASE] = [0, 1, 2];
const nameOf = ({ size, percent, strategy }) => `${digits(size)} agents, ${percent} %, ${strategy}`;
const both = (ns) => `${duration(ns.median)} (${duration(ns.fastest)})`;

function decisionTable() {
  return table(
    ["", "decision", "goal", "no runners-up", "its event", "goal", "a release"],
    decisions().map((row) => {
      const goal = goalFor(row.percent);
      return [
        nameOf(row),
        both(row.of(OURS, DECISION)),
        duration(goal),
        both(row.of(OURS_ALONE, DECISION)),
        both(row.of(OURS, EVENT)),
        duration(goal + EVENT_MORE),
        both(row.of(OURS, RELEASE)),
      ];
    }),
  );
}

function peerTable() {
  return table(
    ["", "ours", "filter and sort", "÷ ours", "with luxon", "÷ ours", "ours, event", "by hand, event"],
    decisions().map((row) => {
      const [ours, flags, luxon] = [OURS, BY_FLAGS, BY_LUXON].map((each) => row.of(each, DECISION).median);
      return [
        nameOf(row),
        duration(ours),
        duration(flags),
        `${digits(flags / ours)} ×`,
        duration(luxon),
        `${digits(luxon / ours)} ×`,
        duration(row.of(OURS, EVENT).median),
        duration(row.of(BY_FLAGS, EVENT).median),
      ];
    }),
  );
}

function memoryTable() {
  const runs = askAgain("memory", 1_000, 10);
  return table(
    ["", ...runs[0].marks.map(({ events }) => `${digits(events)} events`)],
    [
      ["held", ...runs[0].marks.map((_, i) => bytes(median(runs.map(({ marks }) => marks[i].held))))],
      [
        "peak of the process until then",
        ...runs[0].marks.map((_, i) => bytes(median(runs.map(({ marks }) => marks[i].peak)))),
      ],
    ],
  );
}

function forkTable() {
  const runs = askAgain("forks", 10_000, 10);
  const rows = runs[0].rows.map(({ events }, i) => [
    `${digits(events)} ${events === 1 ? "event" : "events"} back`,
    ...runs[0].rows[i].ns.map((_, k) => duration(median(runs.map((run) => run.rows[i].ns[k])))),
  ]);
  return [
    table(
      [
        "",
        "the older desk, first read",
        "then the newest",
        "then the older again",
        "two branches from it, first read in turn",
        "each read in turn after that",
      ],
      rows,
    ),
    `A desk that is kept holds ${bytes(median(runs.map(({ keptBytes }) => keptBytes)))} more than its successor (of 1,000 kept, an event apart).`,
  ].join("\n\n");
}

function othersTable() {
  const [events, saved, queue] = [
    askAgain("events", 10_000),
    askAgain("save", 10_000),
    askAgain("queue", 1_000, 1_000),
  ];
  const of = (runs, get) => duration(median(runs.map(get)));
  const row = (name, runs, get) => [name, of(runs, get)];
  const queued = (index, name) => row(name, queue, (run) => run[index].ns);
  const [{ bytes: savedBytes, held }] = saved;
  return table(
    ["", "median"],
    [
      row("presence-changed", events, ({ presence }) => presence[0]),
      row("decision that offers", events, ({ offer }) => offer[0]),
      row("offered", events, ({ offer }) => offer[1]),
      row("declined", events, ({ offer }) => offer[2]),
      row("withdrawn", events, ({ offer }) => offer[3]),
      row("agent-joined", events, ({ leave }) => leave[0]),
      row("the first decision after that: every kind is new", events, ({ leave }) => leave[1]),
      row("agent-left", events, ({ leave }) => leave[2]),
      row("defineRoster, teams' calendars made already", events, ({ define }) => define[0]),
      row("openDesk", events, ({ define }) => define[1]),
      row(`saveDesk, ${digits(held)} items held`, saved, ({ ns }) => ns[0]),
      row(`JSON.stringify of it, ${bytes(savedBytes)}`, saved, ({ ns }) => ns[1]),
      row("JSON.parse", saved, ({ ns }) => ns[2]),
      row("loadDesk", saved, ({ ns }) => ns[3]),
      queued(0, "orderQueue, 1,000 items"),
      queued(1, `placeQueue, room for all: ${digits(queue[0][1].outcome)} placed`),
      queued(2, `placeQueue, one agent has room: ${digits(queue[0][2].outcome)} placed`),
      queued(3, `placeQueue, nobody has room: ${digits(queue[0][3].outcome)} placed`),
      queued(4, "nextItemFor, room for all"),
      queued(5, "nextItemFor, nobody else has room"),
      queued(6, "nextItemFor, nothing for anybody"),
    ],
  );
}

function matchingTable() {
  const runs = askAgain("matching", 1_000);
  const rows = runs[0].map(({ name }, i) => [
    name,
    duration(median(runs.map((run) => run[i].ns))),
    duration(Math.min(...runs.map((run) => run[i].fastest))),
    runs[0][i].placed === undefined ? "" : digits(runs[0][i].placed),
  ]);
  return table(["", "median", "fastest", "placed"], rows);
}
