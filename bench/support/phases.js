// Nanoseconds of each phase of a step, where asking changes who is asked: all take turns, as in measure.js.
import { median } from "./measure.js";

const ROUNDS = 41;
const FEWEST_ROUNDS = 5;
const TURN_MS = 10;
const WARM_UP_MS = 500;
const BUDGET_MS = 3_000;

/**
 * @param {(() => number[])[]} steps - Each takes one step and says when its phases began and the last ended,
 *   in milliseconds.
 * @returns By contestant and phase, of the turns' means (what is collected in a turn is in it), the median and the least.
 */
export function measurePhases(steps) {
  const turns = steps.map(warmUp);
  for (let round = 0; round < ROUNDS; round++) {
    for (let k = 0; k < turns.length; k++) {
      const turn = turns[(k + round) % turns.length];
      if (round < turn.rounds) turn.means.push(meanOf(turn.step, turn.calls));
    }
  }
  return turns.map(({ means }) => means[0].map((_, phase) => summary(means.map((mean) => mean[phase]))));
}

function summary(means) {
  return { median: median(means), fastest: Math.min(...means) };
}

function warmUp(step) {
  const start = performance.now();
  let calls = 0;
  let lastMs = 0;
  while (calls < 2 || performance.now() - start < WARM_UP_MS) {
    const before = performance.now();
    step();
    calls++;
    lastMs = performance.now() - before;
  }
  // The last step may have been interrupted, and the first ones were slow: the smaller figure fills a turn.
  const stepMs = Math.min((performance.now() - start) / calls, Math.max(lastMs, 0.001));
  const perTurn = Math.max(1, Math.round(TURN_MS / stepMs));
  const rounds = Math.max(FEWEST_ROUNDS, Math.min(ROUNDS, Math.floor(BUDGET_MS / (perTurn * stepMs))));
  return { step, calls: perTurn, rounds, means: [] };
}

/** Means of the phases, in nanoseconds. */
function meanOf(step, calls) {
  let sums;
  for (let i = 0; i < calls; i++) {
    const times = step();
    sums ??= new Array(times.length - 1).fill(0);
    for (let phase = 0; phase < sums.length; phase++) sums[phase] += times[phase + 1] - times[phase];
  }
  return sums.map((sum) => (sum * 1e6) / calls);
}
