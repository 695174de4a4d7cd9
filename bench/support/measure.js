// Nanoseconds a call: everybody takes turns, so that a noisy machine is noisy for all, and the median counts.

const ROUNDS = 41;
const SAMPLE_NS = 1_000_000;
const WARM_UP_NS = 50_000_000;
/** A slow contestant gets fewer, shorter turns: all of them together take no longer than this. */
const BUDGET_NS = 1_500_000_000;
const FEWEST_ROUNDS = 5;

/** @param {{ ask: Function, first: unknown[], second: unknown[] }[]} entries @returns medians, in ns a call. */
export function measure(entries) {
  const turns = entries.map((entry) => warmUp(makeLoop(entry)));
  for (let round = 0; round < ROUNDS; round++) {
    // Each round starts with another contestant.
    for (let k = 0; k < turns.length; k++) {
      const turn = turns[(k + round) % turns.length];
      if (round < turn.rounds) turn.samples.push(timed(turn.loop, turn.calls) / turn.calls);
    }
  }
  return turns.map(({ samples }) => median(samples));
}

/**
 * A loop of its own for each contestant, so that V8 can optimise each as if it were alone. Answers are
 * stored where V8 cannot know that nobody looks, so it cannot drop the work.
 */
function makeLoop({ ask, first, second }) {
  const isNumber = typeof ask(first[0], second[0]) === "number";
  const sink = isNumber ? new Float64Array(1024) : new Array(1024).fill(undefined);
  const make = new Function(
    "ask, first, second, sink",
    `let at = 0;
    return (calls) => {
      for (let i = 0; i < calls; i++) {
        sink[i & 1023] = ask(first[at], second[at]);
        if (++at === first.length) at = 0;
      }
    }`,
  );
  return make(ask, first, second, sink);
}

function warmUp(loop) {
  let calls = 1;
  let spent = 0;
  let last = timed(loop, calls);
  while (spent < WARM_UP_NS || (calls > 1 && last < SAMPLE_NS)) {
    if (last < SAMPLE_NS) calls *= 2;
    last = timed(loop, calls);
    spent += last;
  }
  calls = Math.max(1, Math.round((calls * SAMPLE_NS) / last));
  const rounds = Math.max(FEWEST_ROUNDS, Math.min(ROUNDS, Math.floor(BUDGET_NS / Math.max(last, SAMPLE_NS))));
  return { loop, calls, rounds, samples: [] };
}

export function timed(run, argument) {
  const start = process.hrtime.bigint();
  run(argument);
  return Number(process.hrtime.bigint() - start);
}

export function median(samples) {
  const sorted = [...samples].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
