// One event of each kind in turn, timed phase by phase.
import { applyDeskEvent, route } from "../../dist/index.js";
import { makeWork, START } from "./helpdesk.js";

const now = () => performance.now();

export function phasesOf(first, second) {
  return () => {
    const start = now();
    const made = first();
    const between = now();
    second(made);
    return [start, between, now()];
  };
}

export function presenceStep(first, agents) {
  let desk = first;
  let count = 0;
  return () => {
    const { id: agentId } = agents[(count * 7) % agents.length];
    const change = (presence, id) => {
      desk = applyDeskEvent(desk, { type: "presence-changed", id, at: START + count, agentId, presence });
    };
    const start = now();
    change("away", `away-${++count}`);
    const between = now();
    change("available", `back-${count}`);
    return [start, between, now()];
  };
}

export function offerStep(first) {
  let desk = first;
  let count = 0;
  return () => {
    const at = START + ++count;
    const work = makeWork(`T-${count}`, 10, at);
    const [id, workId] = [`more-${count}`, work.id];
    const start = now();
    const { event, agentId } = route(desk, work, at);
    const decided = now();
    desk = applyDeskEvent(desk, event);
    const offered = now();
    desk = applyDeskEvent(desk, { type: "declined", id: `${id}-declined`, at, agentId, workId });
    const declined = now();
    desk = applyDeskEvent(desk, { type: "withdrawn", id: `${id}-withdrawn`, at, workId });
    return [start, decided, offered, declined, now()];
  };
}

/** Somebody joins; the first decision after that; they leave; the next decision. */
export function joinStep(first, agent) {
  let desk = first;
  let count = 0;
  return () => {
    const at = START + ++count;
    const newcomer = { ...agent, id: "newcomer" };
    const work = makeWork(`T-${count}`, 10, at);
    const start = now();
    desk = applyDeskEvent(desk, { type: "agent-joined", id: `joined-${count}`, at, agent: newcomer });
    const joined = now();
    route(desk, work, at);
    const decided = now();
    desk = applyDeskEvent(desk, { type: "agent-left", id: `left-${count}`, at, agentId: newcomer.id });
    return [start, joined, decided, now()];
  };
}
