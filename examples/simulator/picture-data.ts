/**
 * What the pictures draw: plain data, all of it read from a run and none of it steering one. Instants
 * are epoch milliseconds; a list `per bin` has one entry for each bin, in order.
 */
export interface PictureData {
  readonly title: string;
  /** The clock ran over `[from, to)`. */
  readonly from: number;
  readonly to: number;
  /** How long each bin is: 20 minutes. The last one may be cut off by `to`. */
  readonly binMs: number;
  readonly bins: readonly PictureBin[];
  readonly teams: readonly PictureTeam[];
  readonly handoffs: readonly PictureHandoff[];
  readonly attainment: readonly PictureAttainment[];
  readonly fairness: readonly PictureAccount[];
  readonly ticket?: PictureTicket;
  readonly coverageYear?: PictureYear;
}

export interface PictureBin {
  readonly at: number;
  readonly arrivals: number;
  /** The most items that waited for an agent at once. */
  readonly waiting: number;
  /** Promises that broke in it. */
  readonly breaches: number;
  /** People on shift, on average. */
  readonly peopleAtWork: number;
}

export interface PictureTeam {
  readonly id: string;
  readonly name: string;
  /** Where it is, in degrees; absent where nobody says. */
  readonly latitude?: number;
  readonly longitude?: number;
  readonly timeZone: string;
  /** Per bin: what it is for the larger part of it. */
  readonly status: readonly ("open" | "closed" | "holiday")[];
  /** Per bin: people on shift by the roster, on average; absences are taken off. */
  readonly planned: readonly number[];
  /** Per bin: items its people took. */
  readonly taken: readonly number[];
  /** Per bin: items in its people's hands, on average. */
  readonly held: readonly number[];
}

/** Items that another agent took because a day had ended, a line for each pair of teams and instant. */
export interface PictureHandoff {
  readonly at: number;
  /** The id of a team. */
  readonly fromTeam: string;
  /** The id of a team, another or the same. */
  readonly toTeam: string;
  readonly items: number;
}

export interface PictureAttainment {
  /** What is promised: `firstReply`, `resolution`. */
  readonly promise: string;
  /** In the order of their urgency, most urgent first. */
  readonly priority: string;
  /** The customers' region or country; `all` where they are not told apart. */
  readonly region: string;
  readonly met: number;
  readonly missed: number;
  /** Not decided when the clock stopped. */
  readonly open: number;
}

/** One agent's account, in items. */
export interface PictureAccount {
  readonly agentId: string;
  readonly team: string;
  readonly taken: number;
  /** What would be fair to get next; negative for who is ahead. */
  readonly owed: number;
}

/** One ticket's life. */
export interface PictureTicket {
  readonly id: string;
  /** In words: its priority, its language, where it came from. */
  readonly about: string;
  readonly arrivedAt: number;
  /** One after the other, without gaps; the last one ends when it was solved, or with the clock. */
  readonly spells: readonly PictureSpell[];
  readonly promises: readonly PicturePromise[];
}

export interface PictureSpell {
  readonly from: number;
  readonly to: number;
  /** `kept`: by an agent who is off shift, for their next day. */
  readonly kind: "waiting" | "in-hand" | "kept" | "resting";
  readonly agentId?: string;
  /** The agent's team. */
  readonly team?: string;
}

export interface PicturePromise {
  readonly promise: string;
  readonly targetMs: number;
  readonly activatedAt: number;
  /** Absent while it is not known. */
  readonly dueAt?: number;
  readonly fulfilledAt?: number;
  readonly state: "met" | "missed" | "open";
  /** When its clock ran, on the hours that count. */
  readonly counted: readonly { readonly from: number; readonly to: number }[];
}

/** When nobody is on shift in a calendar year of UTC. */
export interface PictureYear {
  /** Its first day, `[from, to)`. */
  readonly from: number;
  readonly to: number;
  /** By day; a line for each cause of a day. */
  readonly gaps: readonly PictureGapDay[];
}

/** A UTC day with hours at which nobody is on shift. */
export interface PictureGapDay {
  /** 00:00 UTC. */
  readonly day: number;
  readonly gapHours: number;
  /** In words: `holiday`, `clocks change`, `special hours`, `usual hours`. */
  readonly cause: string;
  /** Does no week of the year have anybody at these hours? */
  readonly isUsual: boolean;
  /** What the cause is called, where it has names: `New Year's Day`. */
  readonly names: readonly string[];
}
