import type {
  PictureAccount,
  PictureAttainment,
  PictureBin,
  PictureData,
  PictureGapDay,
  PictureHandoff,
  PictureTeam,
  PictureYear,
} from "../../examples/simulator/picture-data.js";

const HOUR_MS = 3_600_000;
const BIN_MS = 20 * 60_000;
const BINS = 72;

/** A Friday on which Japan is on holiday, and near the solstice for the north to be light. */
export const FROM = Date.UTC(2026, 4, 1);
const at = (hours: number): number => FROM + hours * HOUR_MS;

interface Office {
  readonly name: string;
  readonly place: readonly [latitude: number, longitude: number];
  readonly timeZone: string;
  /** Opening and closing on the UTC clock; below 0 is the day before. */
  readonly hours: readonly [number, number];
  readonly people: number;
  readonly isResting?: boolean;
}

/** Three hubs and nine smaller teams. */
const OFFICES: readonly Office[] = [
  { name: "Manila", place: [14.6, 121], timeZone: "Asia/Manila", hours: [-2, 8], people: 48 },
  { name: "Dublin", place: [53.3, -6.3], timeZone: "Europe/Dublin", hours: [7, 17], people: 60 },
  { name: "Denver", place: [39.7, -105], timeZone: "America/Denver", hours: [14, 24], people: 52 },
  { name: "Auckland", place: [-36.8, 174.8], timeZone: "Pacific/Auckland", hours: [-4, 5], people: 6 },
  { name: "Tokyo", place: [35.7, 139.7], timeZone: "Asia/Tokyo", hours: [0, 9], people: 14, isResting: true },
  { name: "Bengaluru", place: [13, 77.6], timeZone: "Asia/Kolkata", hours: [3.5, 12.5], people: 22 },
  { name: "Nairobi", place: [-1.3, 36.8], timeZone: "Africa/Nairobi", hours: [5, 14], people: 5 },
  { name: "Stockholm", place: [59.3, 18.1], timeZone: "Europe/Stockholm", hours: [6, 15], people: 9 },
  { name: "Cape Town", place: [-33.9, 18.4], timeZone: "Africa/Johannesburg", hours: [6, 15], people: 8 },
  { name: "São Paulo", place: [-23.5, -46.6], timeZone: "America/Sao_Paulo", hours: [11, 21], people: 16 },
  { name: "Toronto", place: [43.7, -79.4], timeZone: "America/Toronto", hours: [12, 21], people: 11 },
  { name: "Honolulu", place: [21.3, -157.9], timeZone: "Pacific/Honolulu", hours: [18, 27], people: 3 },
];

/** A wave that looks like work without being random. */
const wave = (x: number, seed: number): number => 0.6 + 0.4 * Math.sin(x * 1.7 + seed * 2.3);

function teamOf(office: Office, seed: number): PictureTeam {
  const { name, place, timeZone, hours, people, isResting = false } = office;
  const isIn = (bin: number): boolean =>
    [-24, 0, 24].some((day) => bin / 3 >= hours[0] + day && bin / 3 < hours[1] + day);
  const bins = Array.from({ length: BINS }, (_, bin) => bin);
  const present = bins.map((bin) => {
    if (!isIn(bin) || isResting) return 0;
    const isEdge = !isIn((bin + BINS - 2) % BINS) || !isIn((bin + 2) % BINS);
    return isEdge ? Math.ceil(people / 2) : people - (bin % 11 === 0 ? 1 : 0);
  });
  return {
    id: name.toLowerCase().replace(/\W+/g, "-"),
    name,
    latitude: place[0],
    longitude: place[1],
    timeZone,
    status: bins.map((bin) => (!isIn(bin) ? "closed" : isResting ? "holiday" : "open")),
    planned: present,
    taken: present.map((value, bin) => Math.round((value / 4) * wave(bin, seed))),
    held: present.map((value, bin) => Math.round(value * 0.7 * wave(bin, seed + 1))),
  };
}

const HANDOFFS: readonly PictureHandoff[] = [
  { at: at(5), fromTeam: "auckland", toTeam: "manila", items: 4 },
  { at: at(8), fromTeam: "manila", toTeam: "dublin", items: 31 },
  { at: at(8), fromTeam: "manila", toTeam: "bengaluru", items: 9 },
  { at: at(12.5), fromTeam: "bengaluru", toTeam: "dublin", items: 12 },
  { at: at(14), fromTeam: "nairobi", toTeam: "cape-town", items: 2 },
  { at: at(15), fromTeam: "stockholm", toTeam: "toronto", items: 5 },
  { at: at(15), fromTeam: "cape-town", toTeam: "s-o-paulo", items: 3 },
  { at: at(17), fromTeam: "dublin", toTeam: "denver", items: 44 },
  { at: at(17), fromTeam: "dublin", toTeam: "toronto", items: 8 },
  { at: at(20), fromTeam: "auckland", toTeam: "auckland", items: 1 },
  { at: at(21), fromTeam: "s-o-paulo", toTeam: "denver", items: 11 },
  { at: at(21.1), fromTeam: "toronto", toTeam: "denver", items: 6 },
  { at: at(23.9), fromTeam: "denver", toTeam: "manila", items: 38 },
  { at: at(23.9), fromTeam: "honolulu", toTeam: "auckland", items: 2 },
];

function attainment(): PictureAttainment[] {
  const regions = ["Africa", "Americas", "Asia", "Europe", "Oceania"];
  const priorities = ["Urgent", "High", "Normal", "Low"];
  return ["firstReply", "resolution"].flatMap((promise, p) =>
    priorities.flatMap((priority, q) =>
      regions.map((region, r) => {
        // From Africa come few.
        const all = r === 0 ? 2 + ((q * 5 + p * 3) % 11) : 12 + (((q + 1) * (r + 2) * 7) % 90);
        const missed = p === 0 && q > 1 ? 0 : Math.round((all * ((q * 5 + r * 3 + p * 4) % 13)) / 60);
        return { promise, priority, region, met: all - missed, missed, open: p * ((q + r) % 4) };
      }),
    ),
  );
}

function fairness(teams: readonly PictureTeam[]): PictureAccount[] {
  return OFFICES.flatMap((office, index) => {
    const team = teams[index]?.id ?? "";
    return Array.from({ length: office.people }, (_, person): PictureAccount => {
      const taken = office.isResting
        ? 0
        : Math.round(6 + 4 * wave(person, index) + (person % 9 === 0 ? 3 : 0));
      return { agentId: `${team}-${person + 1}`, team, taken, owed: Math.round((9 - taken) * 4) / 10 };
    });
  });
}

/** Nights without anybody in the weeks in which some clocks have changed and others not, and some holidays. */
function year(): PictureYear {
  const [from, to] = [Date.UTC(2026, 0, 1), Date.UTC(2027, 0, 1)];
  const on = (month: number, day: number, gapHours: number, cause: string, ...names: string[]) => ({
    ...{ day: Date.UTC(2026, month - 1, day), gapHours, cause, names },
    isUsual: cause === "usual hours",
  });
  const nights = (month: number, first: number): PictureGapDay[] =>
    Array.from({ length: 5 }, (_, index) => on(month, first + index, 1, "clocks change"));
  const sundays = Array.from({ length: 52 }, (_, week) => on(1, 4 + 7 * week, 6, "usual hours"));
  return {
    ...{ from, to },
    gaps: [
      on(1, 1, 24, "holiday", "New Year's Day"),
      ...[...nights(3, 9), ...nights(3, 16), ...nights(3, 23)],
      on(4, 3, 9.5, "holiday", "Good Friday"),
      on(4, 6, 9.5, "holiday", "Easter Monday"),
      on(5, 1, 3.25, "holiday", "Labour Day"),
      on(7, 17, 4, "special hours"),
      ...nights(10, 26),
      on(10, 26, 4.5, "holiday", "October Bank Holiday"),
      on(12, 24, 5, "special hours"),
      on(12, 25, 24, "holiday", "Christmas Day"),
      on(12, 26, 13.5, "holiday", "Boxing Day"),
      ...sundays,
    ].sort((a, b) => a.day - b.day),
  };
}

/** A Friday's work around the world. */
export function sampleDay(): PictureData {
  const teams = OFFICES.map(teamOf);
  const bins = Array.from({ length: BINS }, (_, bin): PictureBin => {
    const people = teams.reduce((total, { planned }) => total + (planned[bin] ?? 0), 0);
    const rush = Math.exp(-(((bin - 30) / 9) ** 2)) + 0.8 * Math.exp(-(((bin - 46) / 7) ** 2));
    const waiting = Math.max(0, Math.round(34 * Math.exp(-(((bin - 69) / 3) ** 2)) + 14 * rush - 6));
    return {
      at: FROM + bin * BIN_MS,
      arrivals: Math.round(8 + 48 * rush * wave(bin, 3) + 6 * wave(bin, 1)),
      waiting,
      breaches: waiting > 12 ? Math.round(waiting / 9) : 0,
      peopleAtWork: people,
    };
  });
  return {
    title: "A Friday in May",
    ...{ from: FROM, to: at(24), binMs: BIN_MS, bins, teams, handoffs: HANDOFFS },
    attainment: attainment(),
    fairness: fairness(teams),
    ticket: {
      id: "T-1204",
      about: "High, in Portuguese, from São Paulo, about billing",
      arrivedAt: at(3.2),
      spells: [
        { from: at(3.2), to: at(3.9), kind: "waiting" },
        { from: at(3.9), to: at(8), kind: "in-hand", agentId: "manila-7", team: "manila" },
        { from: at(8), to: at(8.4), kind: "waiting" },
        { from: at(8.4), to: at(10.5), kind: "in-hand", agentId: "dublin-31", team: "dublin" },
        { from: at(10.5), to: at(13.75), kind: "resting" },
        { from: at(13.75), to: at(17), kind: "in-hand", agentId: "dublin-31", team: "dublin" },
        { from: at(17), to: at(20.5), kind: "kept", agentId: "dublin-31", team: "dublin" },
        { from: at(20.5), to: at(22.25), kind: "in-hand", agentId: "denver-2", team: "denver" },
      ],
      promises: [
        {
          ...{ promise: "firstReply", targetMs: HOUR_MS, activatedAt: at(3.2), state: "met" },
          ...{ dueAt: at(4.2), fulfilledAt: at(3.9), counted: [{ from: at(3.2), to: at(3.9) }] },
        },
        {
          ...{ promise: "resolution", targetMs: 12 * HOUR_MS, activatedAt: at(3.2), state: "missed" },
          ...{ dueAt: at(18.45), fulfilledAt: at(22.25) },
          counted: [
            { from: at(3.2), to: at(10.5) },
            { from: at(13.75), to: at(22.25) },
          ],
        },
      ],
    },
    coverageYear: year(),
  };
}

/** Nobody came, nobody was there. */
export function emptyDay(): PictureData {
  const nothing = { teams: [], handoffs: [], attainment: [], fairness: [] };
  return { title: "Nothing", from: FROM, to: at(24), binMs: BIN_MS, bins: [], ...nothing };
}

/** The sample with other teams around the world, each of them a copy of one of its own. */
export function dayOf(names: readonly string[]): PictureData {
  const day = sampleDay();
  const idOf = new Map<string, string>();
  const teams = names.map((name, index): PictureTeam => {
    const team = day.teams[index % day.teams.length]!;
    idOf.set(team.id, name);
    return { ...team, id: name, name, longitude: (((team.longitude ?? 0) + index * 7 + 540) % 360) - 180 };
  });
  const renamed = (id: string): string => idOf.get(id) ?? names[0] ?? id;
  return {
    ...day,
    teams,
    handoffs: day.handoffs.map((each) => ({
      ...each,
      fromTeam: renamed(each.fromTeam),
      toTeam: renamed(each.toTeam),
    })),
    fairness: day.fairness.map((each, index) => ({
      ...each,
      team: names[index % names.length] ?? each.team,
    })),
  };
}

/** Sixty teams with names that ask for room, and promises to a region of each fifth of them. */
export function crowdedDay(): PictureData {
  const names = Array.from({ length: 60 }, (_, index) => `Support Centre Number ${index + 1} of sixty`);
  const day = dayOf(names);
  const regions = names.filter((_, index) => index % 5 === 0);
  const attainment = regions.flatMap((region) =>
    day.attainment.filter((each) => each.region === "Asia").map((each) => ({ ...each, region })),
  );
  return { ...day, title: `Sixty teams: ${names.slice(0, 3).join(", ")}`, attainment };
}
