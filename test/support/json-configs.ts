import type {
  AgentConfig,
  CalendarConfig,
  CustomerConfig,
  DeskRows,
  RosterConfig,
  SlaConfig,
  WorkItem,
} from "follow-the-sun";

// Configs with nearly every key that there is, as they stand in a file.

const nine = [["09:00", "17:30"]] as const;
export const london: CalendarConfig = {
  timeZone: "Europe/London",
  weekly: { mon: nine, tue: nine, wed: nine, thu: nine, fri: nine },
  holidays: [{ date: "12-25", name: "Christmas Day" }],
};
export const always: CalendarConfig = { timeZone: "UTC", weekly: "always" };

export const ana: AgentConfig = {
  id: "ana",
  team: "london",
  languages: { en: "native", "pt-BR": { written: "B1", spoken: "C1" }, "zh-Hant-TW": "A2" },
  skills: { billing: 80, refunds: 0.5 },
  capacity: { total: 12.5, channels: { chat: { max: 3, cost: 2 }, email: { max: 10 } } },
  calendar: always,
  absences: [
    ["2026-08-03T00:00+01:00", "2026-08-10T00:00:00.000Z"],
    [1_767_225_600_000, 1_767_312_000_000],
  ],
  location: "EU",
  clearances: ["pci"],
  authority: 2,
  markets: ["retail"],
  weight: 0.57,
  costPerHour: 31.5,
};

export const roster: RosterConfig = {
  teams: {
    tokyo: { timeZone: "Asia/Tokyo", weekly: "always" },
    london: {
      calendar: london,
      name: "London",
      region: "EMEA",
      location: "EU",
      partner: false,
      handsOnTo: ["tokyo"],
    },
  },
  agents: [ana, { id: "ben", team: "tokyo", capacity: 3 }],
  skillScale: 100,
  policy: {
    strategy: "fair-share",
    tolerance: 0.5,
    within: "least-loaded",
    specialistFirst: true,
    stages: [
      { languages: "same-language", otherRegions: false, partners: false },
      { after: { minutes: 2.5 }, languages: "related", dropPreferred: true, lowerProficiencyBy: 20 },
      { after: "PT1H30M", languages: "translation", otherRegions: true, partners: true, otherMarkets: true },
    ],
    skipUnstaffedStages: true,
    reserveForPreferred: { minutes: 5 },
    preferFor: { hours: 1, minutes: 30, seconds: 0, milliseconds: 1 },
    offerFor: "PT90S",
    waitForBetter: "PT0,5H",
    relatedLanguages: [["bs", "hr"]],
    relatedWithin: 4,
    commonLanguage: "en",
    translationChannels: ["email"],
    priorities: ["low", "normal", "high"],
    queue: { order: "priority", aging: { pointsPerMinute: 1.5, atMost: 100 } },
  },
};

export const work: WorkItem = {
  id: "T-1",
  channel: "chat",
  languages: ["pt-BR", "en"],
  minLevel: "B1",
  skills: { billing: 60 },
  preferredSkills: { refunds: 0 },
  priority: "high",
  arrivedAt: "2026-03-30T09:00:00Z",
  dueAt: 1_774_900_000_000,
  residency: ["EU"],
  clearances: ["pci"],
  authority: 1,
  market: "retail",
  region: "EMEA",
  sensitive: false,
  preferredAgents: ["ana"],
  excludedAgents: ["ben"],
  size: 2.125,
  offerAgain: true,
};

export const customer: CustomerConfig = {
  id: "C-1",
  timeZone: "America/Sao_Paulo",
  languages: ["pt-BR", "en"],
  preferredChannel: "email",
  politeHours: london,
  market: "retail",
  region: "LATAM",
  residency: ["EU", "BR"],
  servedBy: [{ agentId: "ana", at: "2026-03-20T03:00:00Z" }],
};

export const rows: DeskRows = {
  at: "2026-03-30T09:30:00Z",
  largestJob: 2.5,
  agents: [
    { id: "ana", presence: "busy", idleSince: 1_774_860_000_000, owed: 0.25, got: 1, fixed: 0.000_001 },
    { id: "gone", owed: -0.25, isClosed: true, wrapUpUntil: "2026-03-30T09:31:00Z" },
  ],
  work: [{ work, agentId: "ana", since: "2026-03-30T09:01:00Z" }],
  offers: [
    {
      work: { ...work, id: "T-2" },
      agentId: "ana",
      since: "2026-03-30T09:02:00Z",
      expiresAt: "2026-03-30T09:32:00Z",
    },
  ],
};

export const policies: SlaConfig = {
  teams: { london, tokyo: always },
  customers: { acme: always },
  statuses: ["open", "pending", "on-hold"],
  policies: [
    {
      id: "urgent",
      when: {
        priority: ["high", "urgent"],
        seats: { atLeast: 40, atMost: 400 },
        plan: { not: ["free"] },
        vip: true,
      },
      targets: {
        firstReply: "PT30M",
        nextReply: { hours: 1 },
        periodicUpdate: { target: { hours: 2 }, pauses: true, steps: [] },
        requesterWait: { target: "PT12H", calendar: "last-schedule" },
        agentWork: { target: "PT4H", calendar: "customer" },
        firstResolution: { hours: 6, minutes: 30 },
        resolution: {
          target: { hours: 8 },
          calendar: { fixed: "london" },
          steps: [{ name: "late", at: { after: "PT0S" } }],
        },
        ownership: { target: { hours: 3 }, calendar: "owner-at-the-time" },
      },
      pausedStatuses: ["pending"],
      agentStatuses: ["open"],
      fulfilledBy: ["agent", "bot"],
      reopen: "count-through",
      change: "freeze",
      steps: [
        { name: "half", at: { percent: 50 } },
        { name: "soon", at: { before: { minutes: 15 } } },
      ],
    },
    { id: "others", targets: {} },
  ],
};
