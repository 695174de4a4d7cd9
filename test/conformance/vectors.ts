import type { Calendar, CalendarConfig, HoursOfDay } from "follow-the-sun";
import { allOf, anyOf, defineCalendar } from "follow-the-sun";

/** A calendar in the vectors' own form. */
export type VectorCalendar = PlainCalendar | { allOf: VectorCalendar[] } | { anyOf: VectorCalendar[] };

interface PlainCalendar {
  timeZone: string;
  always?: boolean;
  weekly?: Record<string, HoursOfDay>;
  holidays?: string[];
  shifts?: Record<string, HoursOfDay>;
  breaks?: Record<string, HoursOfDay>;
}

export interface Vector {
  id: string;
  op: string;
  calendar: string;
  args: Record<string, unknown>;
  expected: unknown;
}

export interface VectorFile {
  calendars: Record<string, unknown>;
  vectors: Vector[];
}

/** Answers one vector by asking the package. */
export type Op = (vector: Vector, file: VectorFile) => unknown;

const made = new WeakMap<object, Calendar>();

/** The package's calendar for one in the vectors' form; the same object gives the same calendar. */
export function toCalendar(form: VectorCalendar): Calendar {
  const known = made.get(form);
  if (known !== undefined) return known;
  const calendar = build(form);
  made.set(form, calendar);
  return calendar;
}

function build(form: VectorCalendar): Calendar {
  if ("allOf" in form) return allOf(...form.allOf.map(toCalendar));
  if ("anyOf" in form) return anyOf(...form.anyOf.map(toCalendar));
  const { timeZone, always = false, weekly = {}, holidays = [], shifts = {}, breaks = {} } = form;
  const config: CalendarConfig = {
    timeZone,
    weekly: always ? "always" : weekly,
    holidays,
    specialHours: shifts,
    breaks,
  };
  return defineCalendar(config);
}

/** The one calendar that a vector names. */
export function calendarOf(vector: Vector, file: VectorFile): Calendar {
  const form = file.calendars[vector.calendar];
  if (form === undefined) throw new Error(`no calendar ${vector.calendar}`);
  return toCalendar(form as VectorCalendar);
}

/** The calendars of a vector whose `calendar` is a map. */
export function calendarsOf(vector: Vector, file: VectorFile): Record<string, Calendar> {
  const forms = file.calendars[vector.calendar];
  if (forms === undefined) throw new Error(`no calendars ${vector.calendar}`);
  return Object.fromEntries(
    Object.entries(forms as Record<string, VectorCalendar>).map(([id, form]) => [id, toCalendar(form)]),
  );
}
