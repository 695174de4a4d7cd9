// Moves the clock of a Node process by HOST_CLOCK_YEARS: scripts/test-zones.mjs imports it into the test run.
// Timers and performance.now go on as they do.
const HostDate = Date;
const movedMs = Number(process.env.HOST_CLOCK_YEARS ?? 0) * 365.2425 * 86_400_000;
const now = () => Math.floor(HostDate.now() + movedMs);

if (movedMs !== 0) {
  globalThis.Date = new Proxy(HostDate, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    apply: () => new HostDate(now()).toString(), // `Date()` without `new`
    get: (target, key) => (key === "now" ? now : Reflect.get(target, key)),
  });
}
