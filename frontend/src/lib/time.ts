/** Instants are UTC ISO strings; people see them in the store's time zone, never in the device's. */
let timeZone = 'Asia/Shanghai';
let locale = 'zh-CN';
const formatters = new Map<string, Intl.DateTimeFormat>();

export type TimeStyle = 'time' | 'date' | 'monthDay' | 'dateTime' | 'full' | 'weekday';

const STYLES: Record<TimeStyle, Intl.DateTimeFormatOptions> = {
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  date: { year: 'numeric', month: '2-digit', day: '2-digit' },
  monthDay: { month: 'short', day: 'numeric' },
  dateTime: { month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  full: {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  },
  weekday: { weekday: 'long', month: 'long', day: 'numeric' },
};

export function setTimeZone(next: string): void {
  timeZone = next;
  formatters.clear();
}

export function setTimeLocale(next: string): void {
  locale = next;
  formatters.clear();
}

function formatter(key: string, options: Intl.DateTimeFormatOptions, language = locale): Intl.DateTimeFormat {
  let found = formatters.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(language, { ...options, timeZone });
    formatters.set(key, found);
  }
  return found;
}

/** Formats an instant (ISO string or epoch ms) in the store's time zone. */
export function formatTime(instant: string | number | null | undefined, style: TimeStyle = 'dateTime'): string {
  if (instant === null || instant === undefined || instant === '') return '–';
  return formatter(style, STYLES[style]).format(new Date(instant));
}

/** Formats a calendar date `YYYY-MM-DD`, which has no time zone. */
export function formatDate(date: string | null | undefined, style: 'date' | 'monthDay' = 'date'): string {
  if (!date) return '–';
  return new Intl.DateTimeFormat(locale, { ...STYLES[style], timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));
}

/** The store's wall clock for an instant, as `YYYY-MM-DDTHH:mm` (what date inputs want). */
export function toWall(instant: string | number): string {
  const parts = formatter(
    'wall',
    { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    'en-CA',
  ).formatToParts(new Date(instant));
  const part = (type: string) => parts.find((item) => item.type === type)?.value ?? '00';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

/** The instant at which the store's clock shows `YYYY-MM-DDTHH:mm`, as an ISO string. */
export function fromWall(wall: string): string {
  const asUtc = Date.parse(`${wall}:00Z`);
  let guess = asUtc;
  // Two rounds settle the offset also on the day of a clock change.
  for (let round = 0; round < 2; round += 1) guess -= Date.parse(`${toWall(guess)}:00Z`) - asUtc;
  return new Date(guess).toISOString();
}

/** The calendar date of an instant in the store, `YYYY-MM-DD`. */
export function localDate(instant: string | number): string {
  return toWall(instant).slice(0, 10);
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

export interface Countdown {
  overdue: boolean;
  /** whole seconds, never negative */
  seconds: number;
  text: string;
}

/** `4:32` in the last quarter of an hour, whole units above; the caller adds words such as "overdue". */
export function countdown(due: number, now: number): Countdown {
  const overdue = now > due;
  const seconds = Math.floor(Math.abs(due - now) / 1000);
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  if (minutes < 15) return { overdue, seconds, text: `${minutes}:${String(seconds % 60).padStart(2, '0')}` };
  const unit = (value: number, name: 'minute' | 'hour' | 'day') =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short' }).format(value);
  if (minutes < 60) return { overdue, seconds, text: unit(minutes, 'minute') };
  return { overdue, seconds, text: days < 2 ? unit(hours, 'hour') : unit(days, 'day') };
}

/** "3 min ago" in the interface language, against business time. */
export function relativeTime(instant: string | number, now: number): string {
  const seconds = Math.round((new Date(instant).getTime() - now) / 1000);
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });
  const size = Math.abs(seconds);
  if (size < 45) return format.format(0, 'minute');
  if (size < 3600) return format.format(Math.round(seconds / 60), 'minute');
  if (size < 86_400) return format.format(Math.round(seconds / 3600), 'hour');
  if (size < 86_400 * 30) return format.format(Math.round(seconds / 86_400), 'day');
  return formatTime(instant, 'date');
}
