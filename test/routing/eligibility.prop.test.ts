import { fc, test as prop } from "@fast-check/vitest";
import { expect } from "vitest";
import { applyDeskEvent, explainRoute, route, type DeskEvent, type WorkItem } from "follow-the-sun";
import { deskOf, mail, MINUTE, NOON, week } from "./support.js";

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const tag = fc.constantFrom("en", "ja", "pt-BR", "zh-TW", "zh-CN");
const level = fc.constantFrom("A2" as const, "B2" as const, "C1" as const, "native" as const);
const place = fc.constantFrom("EU", "US");
const channels = ["email", "chat", "voice"] as const;

const agents = fc.array(
  fc.record(
    {
      team: fc.constantFrom("world", "tokyo", "london"),
      languages: fc.dictionary(tag, level, { maxKeys: 3 }),
      skills: fc.dictionary(fc.constantFrom("billing", "vip"), fc.nat(100)),
      capacity: fc.oneof(
        fc.integer({ min: 1, max: 3 }),
        fc.record({
          total: fc.nat(6),
          channels: fc.constant({ email: { max: 2 }, chat: { max: 1, cost: 3 } }),
        }),
      ),
      location: place,
      clearances: fc.subarray(["pci", "hipaa"]),
      absences: fc.constant([[NOON - MINUTE, NOON + 90 * MINUTE]] as const),
    },
    { requiredKeys: ["team"] },
  ),
  { minLength: 1, maxLength: 6 },
);
const works = fc.record(
  {
    channel: fc.constantFrom(...channels),
    languages: fc.array(tag, { maxLength: 2 }),
    minLevel: level,
    skills: fc.dictionary(fc.constantFrom("billing", "vip"), fc.nat(100)),
    residency: fc.array(place, { minLength: 1, maxLength: 2 }),
    clearances: fc.subarray(["pci", "hipaa"]),
    excludedAgents: fc.subarray(["agent-0", "agent-1"]),
  },
  { requiredKeys: ["channel"] },
) as fc.Arbitrary<Partial<WorkItem>>;
const happenings = fc.array(
  fc.tuple(
    fc.nat(5),
    maybe(fc.constantFrom("away" as const, "available" as const)),
    fc.constantFrom(...channels),
  ),
  { maxLength: 8 },
);
const teams = { world: week("UTC"), tokyo: week("Asia/Tokyo"), london: week("Europe/London") };

prop.prop([agents, works, happenings, fc.integer({ min: 0, max: 48 })])(
  "route takes exactly those whom the explanation calls eligible, and waits only for those whom time or room could help",
  (configs, more, events, halfHours) => {
    let desk = deskOf(configs, { teams });
    events.forEach(([index, presence, channel], step) => {
      const agentId = `agent-${index % configs.length}`;
      const event: DeskEvent =
        presence === undefined
          ? { type: "assigned", at: NOON, agentId, work: mail(`held-${step}`, { channel }) }
          : { type: "presence-changed", at: NOON, agentId, presence };
      desk = applyDeskEvent(desk, event);
    });
    const at = NOON + halfHours * 30 * MINUTE;
    const work = mail("T-1", more);
    const answer = route(desk, work, at, { runnersUp: Infinity });
    const explained = explainRoute(desk, work, at);
    expect(explained.answer).toEqual(route(desk, work, at));
    for (const { eligible, failures } of explained.agents) expect(eligible).toBe(failures.length === 0);
    const eligible = explained.agents.filter((each) => each.eligible);
    expect(answer.kind === "assigned").toBe(eligible.length > 0);
    if (answer.kind === "assigned") {
      const atStage = eligible.filter(({ stage }) => stage === answer.stage).map(({ agentId }) => agentId);
      expect([answer.agentId, ...answer.runnersUp].sort()).toEqual(atStage.sort());
    }
    if (answer.kind === "wait" && answer.until !== undefined) {
      expect(answer.until.getTime()).toBeGreaterThan(at);
    }
    const passing = ["off-shift", "absent", "presence", "channel-full", "capacity-full"];
    const hopeful = explained.agents.some(({ failures }) =>
      failures.every(({ code }) => passing.includes(code)),
    );
    if (answer.kind === "unroutable") expect(hopeful).toBe(false);
  },
);
