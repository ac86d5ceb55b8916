import type { ComponentType, ReactNode } from 'react';
import { useBusinessNow } from '@/lib/clock';
import { cx } from '@/lib/cx';
import { formatTime, localDate, relativeTime } from '@/lib/time';
import { ClockIcon } from './icons';
import type { Tone } from './Tag';
import css from './Timeline.module.css';

export interface TimelineEntry {
  id: string;
  /** instant, ISO */
  at: string;
  title: ReactNode;
  icon?: ComponentType;
  tone?: Tone;
  /** who did it */
  by?: string | null;
  body?: ReactNode;
}

/** What happened, newest first as given, one heading per day of the store. */
export function Timeline({ entries, label }: { entries: readonly TimelineEntry[]; label: string }) {
  const now = useBusinessNow();
  const days = new Map<string, TimelineEntry[]>();
  for (const entry of entries) {
    const day = localDate(entry.at);
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return (
    <ul className={css.timeline} aria-label={label}>
      {[...days].map(([day, items]) => (
        <li key={day}>
          <p className={css.day}>{formatTime(items[0]?.at, 'date')}</p>
          <ol aria-label={day}>
            {items.map((entry) => (
              <Entry key={entry.id} entry={entry} now={now} />
            ))}
          </ol>
        </li>
      ))}
    </ul>
  );
}

function Entry({ entry, now }: { entry: TimelineEntry; now: number | null }) {
  const Icon = entry.icon ?? ClockIcon;
  return (
    <li className={css.entry}>
      <span className={cx(css.dot, css[entry.tone ?? 'neutral'])}>
        <Icon />
      </span>
      <div className={css.words}>
        <p className={css.line}>
          <span className={css.title}>{entry.title}</span>
          <time className={css.time} dateTime={entry.at} title={formatTime(entry.at, 'full')}>
            {now === null ? formatTime(entry.at) : relativeTime(entry.at, now)}
          </time>
        </p>
        {entry.by ? <p className={css.by}>{entry.by}</p> : null}
        {entry.body ? <div className={css.body}>{entry.body}</div> : null}
      </div>
    </li>
  );
}
