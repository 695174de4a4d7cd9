import { fc, test as prop } from "@fast-check/vitest";
import { expect } from "vitest";
import {
  applyDeskEvent,
  FollowTheSunError,
  heldWork,
  loadDesk,
  offeredWork,
  replayDesk,
  route,
  saveDesk,
  type Desk,
  type DeskEvent,
  type Presence,
  type SavedDesk,
} from "follow-the-sun";
import { deskOf, mail, MINUTE, NOON } from "./support.js";

const start = () =>
  deskOf([{ capacity: 2 }, { capacity: 3, weight: 0.7 }, { capacity: 2 }], {
    policy: { offerFor: { minutes: 3 }, tolerance: 0.5, within: "least-loaded" },
  });

/** Something that could happen at a desk now; some of it is refused, which is fine. */
function happening(
  desk: Desk,
  [kind, pick, flag]: readonly [number, number, boolean],
  at: number,
): DeskEvent | undefined {
  const offer = offeredWork(desk)[pick % 3];
  const held = heldWork(desk)[pick % 4];
  const agentId = `agent-${pick % 5}`;
  const happened = { id: `e-${at}`, at };
  switch (kind) {
    case 0: {
      const answer = route(desk, mail(`T-${at}`, { size: 1 + (pick % 3) }), at);
      return answer.kind === "assigned" ? answer.event : undefined;
    }
    case 1:
      return (
        offer && {
          ...happened,
          type: flag ? "accepted" : "declined",
          agentId: offer.agentId,
          workId: offer.work.id,
        }
      );
    case 2:
      return (
        held && {
          ...happened,
          type: "released",
          agentId: held.agentId,
          workId: held.work.id,
          wrapUpUntil: at + pick * 1000,
        }
      );
    case 3:
      return {
        ...happened,
        type: "presence-changed",
        agentId,
        presence: (flag ? "available" : "away") satisfies Presence,
      };
    case 4:
      return {
        ...happened,
        type: flag ? "agent-joined" : "agent-changed",
        agent: { id: agentId, team: "world", weight: 0.5, capacity: 2 },
      };
    case 5:
      return { ...happened, type: "agent-left", agentId };
    case 6:
      return (
        held && {
          ...happened,
          type: "transferred",
          agentId: held.agentId,
          toAgentId: agentId,
          workId: held.work.id,
        }
      );
    default:
      return { ...happened, type: flag ? "assigned" : "reopened", agentId, work: mail(`T-${at}`) };
  }
}

const steps = fc.array(fc.tuple(fc.nat(7), fc.nat(20), fc.boolean()), { maxLength: 40 });

prop.prop([steps, fc.nat(40)])(
  "saved and loaded at any moment, and replayed from its log in one go or in pieces, a desk is the same byte for byte",
  (choices, pause) => {
    const { roster } = start();
    const log: DeskEvent[] = [];
    let desk = start();
    let loaded = start();
    choices.forEach((choice, step) => {
      const at = NOON + step * MINUTE;
      const event = happening(desk, choice, at);
      try {
        if (event !== undefined) desk = applyDeskEvent(desk, event);
        if (event !== undefined) log.push(event);
      } catch (error) {
        if (!(error instanceof FollowTheSunError)) throw error;
      }
      if (step === pause) loaded = loadDesk(roster, JSON.parse(JSON.stringify(saveDesk(desk))) as SavedDesk);
    });
    const text = JSON.stringify(saveDesk(desk));
    const plain = JSON.parse(JSON.stringify(log)) as DeskEvent[]; // as a database has it
    expect(JSON.stringify(saveDesk(replayDesk(start(), plain).desk))).toBe(text);
    expect(JSON.stringify(saveDesk(replayDesk(loaded, plain.slice(saveDesk(loaded).eventCount)).desk))).toBe(
      text,
    );
    const pieces = [plain.slice(0, pause), plain.slice(Math.max(0, pause - 3)), plain]; // delivered more than once
    const redelivered = pieces.reduce((each, piece) => replayDesk(each, piece).desk, start());
    expect(JSON.stringify(saveDesk(redelivered))).toBe(text);
  },
);
