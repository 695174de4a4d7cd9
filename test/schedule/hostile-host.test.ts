import { addBusinessTime, defineCalendar, nextOpening } from "follow-the-sun";
import { expect, it } from "vitest";

// scripts/test-zones.mjs runs all tests on hosts in other zones and years; here is the reason why it can show something.

const moved = Number(process.env.HOST_CLOCK_YEARS ?? 0);

it("the host is where the run says it is", () => {
  if (process.env.TZ !== undefined) {
    expect(new Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(process.env.TZ);
  }
  const built = 2026; // this file's year: a host is not set back before it
  const year = new Date().getFullYear();
  expect(year).toBeGreaterThanOrEqual(built + moved - 1);
  expect(new Date(Date.now()).getFullYear()).toBe(year);
  if (moved === 0) return;
  expect(Date.now()).not.toBeCloseTo(performance.timeOrigin + performance.now(), -8);
});

it("a local date string would be another instant here, so the answers come from the zone named", () => {
  const nine = [["09:00", "17:00"]] as const;
  const berlin = defineCalendar({ timeZone: "Europe/Berlin", weekly: { fri: nine, mon: nine } });
  expect(nextOpening(berlin, "2026-03-27T17:00:00Z")?.toISOString()).toBe("2026-03-30T07:00:00.000Z");
  expect(addBusinessTime(berlin, "2026-03-27T15:00:00Z", { hours: 2 })?.toISOString()).toBe(
    "2026-03-30T08:00:00.000Z",
  );
});
