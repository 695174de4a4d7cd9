// How long does an answer take, ours and theirs? Answers are compared before anything is timed.
import { contestants, daysOnly } from "./contestants/index.js";
import { answersOf, checkPeer } from "./support/agree.js";
import { measure } from "./support/measure.js";
import { firstArguments, questions, secondArguments } from "./support/questions.js";
import { digits, duration, percent, table } from "./support/table.js";

const QUICK_PEERS = /dayjs|date-fns,/;

export async function queries({ quick = false } = {}) {
  const taking = contestants.filter(({ kind, name }) => kind !== "peer" || !quick || QUICK_PEERS.test(name));
  const results = [];
  for (const question of questions) {
    process.stderr.write(`${question.name}\n`);
    results.push(await askAll(question, taking));
  }
  return render(results, taking);
}

/** Check everybody, then time everybody on what they answer right. */
async function askAll(question, taking) {
  const right = answersOf(question, contestants[0]);
  const checks = new Map();
  for (const contestant of taking) {
    if (contestant[question.call] !== undefined)
      checks.set(contestant, await check(question, contestant, right));
  }
  const timed = taking.filter((contestant) => (checks.get(contestant)?.agreed.length ?? 0) > 0);
  const medians = measure(
    timed.map((contestant) => entryOf(question, contestant, checks.get(contestant).agreed)),
  );
  return { question, checks, ns: new Map(timed.map((contestant, i) => [contestant, medians[i]])) };
}

async function check(question, contestant, right) {
  const all = Array.from(right, (_, i) => i);
  if (contestant.kind === "peer") {
    return checkPeer(contestants.indexOf(contestant), question, questions.indexOf(question), right);
  }
  const answers = answersOf(question, contestant);
  const wrong = all.filter((i) => answers[i] !== right[i]);
  if (wrong.length > 0) {
    const at = new Date(question.starts[wrong[0]]).toISOString();
    throw new Error(`${contestant.name}: ${question.name} is wrong ${wrong.length} times, first at ${at}`);
  }
  return { agreed: all, asked: all.length, hung: 0, wrong: 0 };
}

function entryOf(question, contestant, inputs) {
  const [first, second] = [firstArguments(question, contestant), secondArguments(question, contestant)];
  return {
    ask: contestant[question.call],
    first: inputs.map((i) => first[i]),
    second: inputs.map((i) => second[i]),
  };
}

function render(results, taking) {
  const head = ["", ...results.map(({ question }) => question.name)];
  const rows = taking.map((contestant) => [
    contestant.name,
    ...results.map(({ checks, ns }) => cell(checks.get(contestant), ns.get(contestant))),
  ]);
  return [
    "Median time of one answer. In brackets: the share of a peer's answers that were wrong, and hangs; a peer is timed only where it was right. `–`: it cannot do that.",
    table(head, [...rows, ...ratios(results, taking)]),
    "What the peers were asked, and how many of their answers were wrong:",
    table(
      ["", "limits", ...head.slice(1)],
      taking.filter(isPeer).map((peer) => checkRow(peer, results)),
    ),
    `Left out, because they count whole days and know no hours: ${daysOnly.join(", ")}.`,
  ].join("\n\n");
}

const isPeer = ({ kind }) => kind === "peer";

function cell(checked, ns) {
  if (checked === undefined) return "–";
  const faults = [];
  if (checked.wrong > 0) faults.push(`${percent(checked.wrong, checked.asked)} wrong`);
  if (checked.hung > 0) faults.push(`${checked.hung} hangs`);
  const note = faults.length > 0 ? ` (${faults.join(", ")})` : "";
  return `${ns === undefined ? "dropped" : duration(ns)}${note}`;
}

function ratios(results, taking) {
  const [yardstick, inside, ...rest] = taking.filter((contestant) => !isPeer(contestant));
  const [dates, texts] = rest;
  const fastestPeer = (ns) => Math.min(...taking.filter(isPeer).map((peer) => ns.get(peer) ?? Infinity));
  const row = (name, value) => [name, ...results.map(({ ns }) => value(ns))];
  const times = (value) => `${digits(value)} ×`;
  return [
    row("**inside ÷ bisection**", (ns) => `${(ns.get(inside) / ns.get(yardstick)).toFixed(2)} ×`),
    row("**Date − inside**", (ns) => duration(ns.get(dates) - ns.get(inside))),
    row("**ISO − Date**", (ns) => duration(ns.get(texts) - ns.get(dates))),
    row("**fastest peer ÷ inside**", (ns) => times(fastestPeer(ns) / ns.get(inside))),
    row("**fastest peer ÷ Date**", (ns) => times(fastestPeer(ns) / ns.get(dates))),
  ];
}

function checkRow(peer, results) {
  const counts = results.map(({ checks }) => {
    const checked = checks.get(peer);
    if (checked === undefined) return "–";
    const hung = checked.hung > 0 ? `, ${checked.hung} hung` : "";
    return `${checked.wrong} of ${checked.asked}${hung}`;
  });
  return [peer.name, peer.note, ...counts];
}
