import type { CalendarCar, CalendarOut, TestDriveOut } from '@/api/generated/leads/types.gen';

export interface DriveSearch {
  /** the store's day */
  day?: string | undefined;
  open?: string | undefined;
  /** the customer a drive is to be booked for */
  customer?: string | undefined;
  lead?: string | undefined;
  new?: boolean | undefined;
}

export const HALF_HOUR = 30 * 60_000;

export interface Slot {
  /** epoch ms */
  start: number;
  free: boolean;
}

/** The half hours between opening and closing, with what is free of each for one car. */
export function slotsOf(calendar: CalendarOut, car: CalendarCar, now: number): Slot[] {
  if (!calendar.opens_at || !calendar.closes_at) return [];
  const slots: Slot[] = [];
  const end = Date.parse(calendar.closes_at);
  for (let start = Date.parse(calendar.opens_at); start < end; start += HALF_HOUR) {
    const taken = car.busy.some(
      (span) => Date.parse(span.starts_at) < start + HALF_HOUR && Date.parse(span.ends_at) > start,
    );
    slots.push({ start, free: !taken && start >= now });
  }
  return slots;
}

/** How long the car is free from `start` on, in minutes, up to closing time. */
export function freeMinutes(calendar: CalendarOut, car: CalendarCar, start: number): number {
  const next = car.busy.map((span) => Date.parse(span.starts_at)).filter((at) => at >= start);
  const end = Math.min(Date.parse(calendar.closes_at ?? ''), ...next);
  return Math.max(0, Math.floor((end - start) / 60_000));
}

/** The first quarter of an hour at or after `until`: what is proposed when a slot was taken meanwhile. */
export const nextQuarter = (until: string): string =>
  new Date(Math.ceil(Date.parse(until) / 900_000) * 900_000).toISOString();

export type NextStep = 'licence' | 'agreement' | 'start' | 'finish' | 'quote' | null;

/** The one thing to do now; what is missing decides, not the order in which it was typed. */
export function nextStep(drive: Pick<TestDriveOut, 'status' | 'missing'>): NextStep {
  if (drive.status === 'completed') return 'quote';
  if (drive.status === 'driving') return 'finish';
  if (drive.status !== 'booked') return null;
  if (drive.missing.some((code) => code === 'licence' || code === 'licence_expired')) return 'licence';
  return drive.missing.includes('agreement') ? 'agreement' : 'start';
}

export const FEEDBACK = ['power', 'handling', 'comfort', 'space', 'noise', 'brakes'] as const;
export type Feedback = (typeof FEEDBACK)[number];
