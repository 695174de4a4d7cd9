import type { Random } from "./random.js";

// Math.log and Math.exp may differ in the last digit from engine to engine, and with it a day that is
// drawn with them. These use nothing but the four operations, which are the same everywhere.

const LN_2 = 0.6931471805599453;
const SQRT_2 = 1.4142135623730951;

/** The natural logarithm of a number above 0: of its mantissa by the series of artanh. */
export function ln(value: number): number {
  let mantissa = value;
  let exponent = 0;
  for (; mantissa > SQRT_2; mantissa /= 2) exponent += 1;
  for (; mantissa < SQRT_2 / 2; mantissa *= 2) exponent -= 1;
  const ratio = (mantissa - 1) / (mantissa + 1);
  let sum = 0;
  let power = ratio;
  for (let odd = 1; odd < 24; odd += 2) {
    sum += power / odd;
    power *= ratio * ratio;
  }
  return exponent * LN_2 + 2 * sum;
}

/** e to the power of a number: of what is left over whole powers of 2 by the series. */
export function exp(value: number): number {
  const doublings = Math.floor(value / LN_2 + 0.5);
  const rest = value - doublings * LN_2;
  let term = 1;
  let sum = 1;
  for (let step = 1; step < 18; step += 1) {
    term *= rest / step;
    sum += term;
  }
  for (let left = doublings; left > 0; left -= 1) sum *= 2;
  for (let left = doublings; left < 0; left += 1) sum /= 2;
  return sum;
}

/** How values spread: half of them up to the median, nine of ten up to the 90th percentile. */
export interface Spread {
  readonly median: number;
  readonly p90: number;
}

/** The standard normal distribution's 90th percentile. */
const Z_90 = 1.2815515655446004;

/** Log-normal, as the times are that people take for things. */
export function logNormal(random: Random, { median, p90 }: Spread): number {
  return median * exp((ln(p90 / median) / Z_90) * standardNormal(random));
}

/** Twelve uniform numbers less 6: mean 0, variance 1, and close enough to normal. */
function standardNormal(random: Random): number {
  let sum = -6;
  for (let draw = 0; draw < 12; draw += 1) sum += random.unit();
  return sum;
}

/** Exponential with mean 1, as the times are between things that have nothing to do with each other. */
export function exponential(random: Random): number {
  return -ln(1 - random.unit());
}
