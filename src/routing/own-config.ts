/** A copy of a config, all the way down: whoever gave it, or gets it, may go on to change theirs. */
export function ownConfig<T>(config: T): T {
  if (Array.isArray(config)) return config.map(ownConfig) as T;
  if (config instanceof Date) return new Date(config) as T;
  if (!isPlainObject(config)) return config; // a text or a number, or an instant with methods
  return Object.fromEntries(Object.entries(config).map(([key, value]) => [key, ownConfig(value)])) as T;
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
