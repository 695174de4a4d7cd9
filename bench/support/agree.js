// Who gives the right answers? Peers are asked in a worker, because some of them never come back.
import { Worker } from "node:worker_threads";
import { firstArguments, INPUTS, secondArguments } from "./questions.js";

/** How many answers of a peer are checked, and for how long: at 60 ms an answer, fewer than that many. */
const CHECKED = 500;
const BUDGET_MS = 5_000;
/** One answer that takes longer than this is taken for a hang. */
const HANG_MS = 3_000;
const MOST_HANGS = 3;
const POLL_MS = 5;

/** Answers as numbers: 0 or 1 for a boolean, epoch milliseconds for a Date. */
export function answersOf(question, contestant, count = INPUTS) {
  const [first, second] = [firstArguments(question, contestant), secondArguments(question, contestant)];
  return Array.from({ length: count }, (_, i) => Number(contestant[question.call](first[i], second[i])));
}

/**
 * Compare a peer's answers with the right ones.
 * @returns which inputs it answered right, how many it was asked, how many of those were wrong or hung.
 */
export async function checkPeer(index, question, questionIndex, right) {
  const answers = new Float64Array(new SharedArrayBuffer(8 * CHECKED));
  const progress = new Int32Array(new SharedArrayBuffer(4));
  const deadline = performance.now() + BUDGET_MS;
  const hung = [];
  let next = 0;
  while (next < CHECKED && performance.now() < deadline && hung.length < MOST_HANGS) {
    const outcome = await askFrom(next, { index, questionIndex, answers, progress }, deadline);
    next = progress[0];
    if (outcome === "hung") hung.push(next++);
  }
  const asked = Array.from({ length: next }, (_, i) => i);
  const agreed = asked.filter((i) => !hung.includes(i) && answers[i] === right[i]);
  return { agreed, asked: next, hung: hung.length, wrong: next - agreed.length - hung.length };
}

/** Let a worker answer from one input on, until it is done, stuck, or out of time. */
async function askFrom(from, shared, deadline) {
  shared.progress[0] = -1; // until the worker has loaded the peers
  const worker = new Worker(new URL("./agree-worker.js", import.meta.url), {
    workerData: { ...shared, from, to: CHECKED },
  });
  const ended = new Promise((resolve, reject) => worker.once("error", reject).once("exit", resolve));
  let seen = -1;
  let seenAt = performance.now();
  for (;;) {
    const running = await Promise.race([ended.then(() => false), pause()]);
    const now = performance.now();
    const at = Atomics.load(shared.progress, 0);
    if (at !== seen) [seen, seenAt] = [at, now];
    if (!running || at === CHECKED) return "done";
    const stuck = at >= 0 && now - seenAt > HANG_MS;
    if (!stuck && (now < deadline || at < 0 || now - seenAt > HANG_MS / 2)) continue;
    await worker.terminate();
    return stuck ? "hung" : "out of time";
  }
}

const pause = () => new Promise((resolve) => setTimeout(resolve, POLL_MS, true));
