/** The package's answer as the vectors write it: instants as ISO strings, absence as null. */
export function toPlain(answer: unknown): unknown {
  if (answer === undefined) return null;
  if (answer instanceof Date) return answer.toISOString();
  if (Array.isArray(answer)) return answer.map(toPlain);
  if (typeof answer === "object" && answer !== null) {
    return Object.fromEntries(Object.entries(answer).map(([key, value]) => [key, toPlain(value)]));
  }
  return answer;
}

/**
 * Are they the same answer? Instants are compared as instants. Of an object,
 * the expected fields are compared, since vectors ask only for some.
 */
export function sameAnswer(expected: unknown, got: unknown): boolean {
  if (typeof expected === "string" && typeof got === "string") {
    return (
      expected === got || (isInstant(expected) && isInstant(got) && Date.parse(expected) === Date.parse(got))
    );
  }
  if (Array.isArray(expected)) {
    return (
      Array.isArray(got) &&
      got.length === expected.length &&
      expected.every((each, i) => sameAnswer(each, got[i]))
    );
  }
  if (typeof expected === "object" && expected !== null) {
    if (typeof got !== "object" || got === null) return false;
    return Object.entries(expected).every(([key, value]) =>
      sameAnswer(value, (got as Record<string, unknown>)[key]),
    );
  }
  return Object.is(expected, got);
}

function isInstant(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text);
}
