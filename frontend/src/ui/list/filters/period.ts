import { addDays, fromWall } from '@/lib/time';

/** Days from (with it) and to (with it); either may be open. */
export interface Days {
  from?: string;
  to?: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const weekday = (date: string) => (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
const firstOfMonth = (date: string) => `${date.slice(0, 7)}-01`;

/** What a period means today; weeks begin on Monday. Null for what is no period. */
const NAMED: Record<string, (today: string) => Days> = {
  today: (today) => ({ from: today, to: today }),
  yesterday: (today) => ({ from: addDays(today, -1), to: addDays(today, -1) }),
  tomorrow: (today) => ({ from: addDays(today, 1), to: addDays(today, 1) }),
  until_today: (today) => ({ to: today }),
  this_week: (today) => ({ from: addDays(today, -weekday(today)), to: addDays(today, 6 - weekday(today)) }),
  next_week: (today) => ({ from: addDays(today, 7 - weekday(today)), to: addDays(today, 13 - weekday(today)) }),
  last_7: (today) => ({ from: addDays(today, -6), to: today }),
  last_30: (today) => ({ from: addDays(today, -29), to: today }),
  last_90: (today) => ({ from: addDays(today, -89), to: today }),
  this_month: (today) => ({ from: firstOfMonth(today), to: lastOfMonth(today) }),
  last_month: (today) => {
    const end = addDays(firstOfMonth(today), -1);
    return { from: firstOfMonth(end), to: end };
  },
};

function lastOfMonth(date: string): string {
  return addDays(firstOfMonth(addDays(firstOfMonth(date), 31)), -1);
}

export const isNamedPeriod = (value: string): boolean => Object.hasOwn(NAMED, value);

export function daysOf(value: string, today: string): Days | null {
  const named = isNamedPeriod(value) ? NAMED[value] : undefined;
  if (named) return named(today);
  const [from = '', to = '', more] = value.split('..');
  if (more !== undefined || !value.includes('..')) return null;
  if ((from && !DAY.test(from)) || (to && !DAY.test(to)) || !(from || to) || (from && to && to < from)) return null;
  return { ...(from ? { from } : {}), ...(to ? { to } : {}) };
}

/** The same as instants: from (with it) and to (without it), in the store's time zone. */
export function instantsOf(value: string, today: string): { from?: string; to?: string } {
  const days = daysOf(value, today);
  return {
    ...(days?.from ? { from: fromWall(`${days.from}T00:00`) } : {}),
    ...(days?.to ? { to: fromWall(`${addDays(days.to, 1)}T00:00`) } : {}),
  };
}

/** `40..60`, `40..`, `..60` as numbers; null for what is no range. */
export function rangeOf(value: string): { from?: number; to?: number } | null {
  const match = /^(\d{1,4})?\.\.(\d{1,4})?$/.exec(value);
  if (!match || (match[1] === undefined && match[2] === undefined)) return null;
  const [from, to] = [match[1], match[2]].map((part) => (part === undefined ? undefined : Number(part)));
  if (from !== undefined && to !== undefined && to < from) return null;
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}
