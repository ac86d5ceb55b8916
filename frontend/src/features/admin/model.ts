import type { OpeningOut, RosterOut, RosterPut } from '@/api/generated/gateway/types.gen';
import { addDays, formatTime, fromWall, toWall } from '@/lib/time';

export interface Shift {
  staff_id: string;
  starts_at: string;
  ends_at: string;
  label: string;
}

/** The Monday of a calendar date's week. */
export function mondayOf(date: string): string {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
  return addDays(date, 1 - weekday);
}

const labelled = (shift: Omit<Shift, 'label'>): Shift => ({
  ...shift,
  label: `${formatTime(shift.starts_at, 'time')}–${formatTime(shift.ends_at, 'time')}`,
});

export function shiftOf(roster: RosterOut, day: string, staff: string): Shift | null {
  const found = roster.days.find((item) => item.day === day)?.shifts.find((item) => item.staff_id === staff);
  return found ? labelled(found) : null;
}

/** Someone's shift over the opening hours of that day. */
export function hours(staff: string, day: string, opening: OpeningOut | undefined): Shift {
  const at = (time: string) => fromWall(`${day}T${time.slice(0, 5)}`);
  return labelled({
    staff_id: staff,
    starts_at: at(opening?.opens ?? '09:00'),
    ends_at: at(opening?.closes ?? '18:00'),
  });
}

/** What to send: only the days that were touched, each complete, with everybody's other shifts as they were. */
export function rosterBody(
  roster: RosterOut,
  days: readonly string[],
  changed: Readonly<Record<string, Shift | null>>,
): RosterPut {
  const touched = days.filter((day) => Object.keys(changed).some((key) => key.startsWith(`${day}|`)));
  return {
    days: touched.map((day) => {
      const before = roster.days.find((item) => item.day === day)?.shifts ?? [];
      const same = before.filter((shift) => !(`${day}|${shift.staff_id}` in changed));
      const fresh = Object.entries(changed).flatMap(([key, shift]) =>
        shift && key.startsWith(`${day}|`) ? [shift] : [],
      );
      return {
        day,
        shifts: [...same, ...fresh].map(({ staff_id, starts_at, ends_at }) => ({ staff_id, starts_at, ends_at })),
      };
    }),
  };
}

/** Last week's shifts at the same wall-clock hours, as changes for this week. */
export function weekLater(before: RosterOut): Record<string, Shift> {
  const later = (instant: string) => {
    const wall = toWall(instant);
    return fromWall(`${addDays(wall.slice(0, 10), 7)}${wall.slice(10)}`);
  };
  return Object.fromEntries(
    before.days.flatMap(({ day, shifts }) =>
      shifts.map(({ staff_id, starts_at, ends_at }) => [
        `${addDays(day, 7)}|${staff_id}`,
        labelled({ staff_id, starts_at: later(starts_at), ends_at: later(ends_at) }),
      ]),
    ),
  );
}
