import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { BusySpan, CalendarCar, CalendarOut } from '@/api/generated/leads/types.gen';
import { useBusinessNow } from '@/lib/clock';
import { cx } from '@/lib/cx';
import { formatTime } from '@/lib/time';
import { useDealLabel } from '@/ui/deal/labels';
import { HALF_HOUR, slotsOf } from '../model';
import css from './DayGrid.module.css';

export interface DayGridProps {
  calendar: CalendarOut;
  openId: string | undefined;
  onOpen: (id: string) => void;
  onBook: (car: CalendarCar, start: number) => void;
  /** my own appointments, as a row of their own */
  meId: string;
}

/** Cars × half hours. A free field books, a busy one opens its drive. */
export function DayGrid({ calendar, openId, onOpen, onBook, meId }: DayGridProps) {
  const { t } = useTranslation('test-drives');
  const now = useBusinessNow() ?? 0;
  const from = Date.parse(calendar.opens_at ?? '');
  const to = Date.parse(calendar.closes_at ?? '');
  const share = (at: number) => `${(100 * (Math.min(Math.max(at, from), to) - from)) / (to - from)}%`;
  const halves = Math.round((to - from) / HALF_HOUR);
  const hours = Array.from({ length: Math.ceil(halves / 2) }, (_, index) => from + index * 2 * HALF_HOUR);
  const mine = calendar.advisers.find((person) => person.id === meId);
  const style = (span: BusySpan) => {
    const start = Date.parse(span.starts_at);
    const left = share(start);
    return { left, width: `calc(${share(Date.parse(span.ends_at))} - ${left} - 2px)` };
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className={css.frame} aria-label={t('calendar')} tabIndex={0}>
      <div className={css.grid} style={{ '--halves': halves } as React.CSSProperties}>
        <div className={css.head}>
          <span className={css.corner}>{t('car')}</span>
          <div className={css.hours} aria-hidden="true">
            {hours.map((at) => (
              <span key={at} className={css.hour} style={{ left: share(at) }}>
                {formatTime(at, 'time')}
              </span>
            ))}
          </div>
        </div>
        {mine ? (
          <div className={cx(css.row, css.mine)}>
            <span className={css.car}>
              <strong>{t('me')}</strong>
              <span className={css.quiet}>{mine.name}</span>
            </span>
            <div className={css.track}>
              {mine.busy.map((span) => (
                <span key={span.test_drive_id} className={css.own} style={style(span)} />
              ))}
            </div>
          </div>
        ) : null}
        {calendar.cars.map((car) => (
          <CarRow key={car.id} {...{ calendar, car, now, openId, onOpen, onBook, style, share }} />
        ))}
        {now > from ? <Line left={share(now)} running={now < to} /> : null}
      </div>
    </section>
  );
}

/** What is past lies in the shade. */
const Line = ({ left, running }: { left: string; running: boolean }) => (
  <div className={css.nowTrack} aria-hidden="true">
    <span className={css.past} style={{ width: left }} />
    {running ? <span className={css.now} style={{ left }} /> : null}
  </div>
);

interface RowProps extends Pick<DayGridProps, 'calendar' | 'openId' | 'onOpen' | 'onBook'> {
  car: CalendarCar;
  now: number;
  style: (span: BusySpan) => { left: string; width: string };
  share: (at: number) => string;
}

function CarRow({ calendar, car, now, openId, onOpen, onBook, style, share }: RowProps) {
  const { t } = useTranslation('test-drives');
  const label = useDealLabel();
  const track = useRef<HTMLDivElement>(null);
  const slots = slotsOf(calendar, car, now);
  const step = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const all = [...(track.current?.querySelectorAll<HTMLElement>('button') ?? [])];
    all[all.indexOf(document.activeElement as HTMLElement) + by]?.focus();
  };
  const first = slots.find((slot) => slot.free)?.start;
  return (
    <div className={css.row}>
      <span className={css.car}>
        <strong className={css.model}>{car.model}</strong>
        <span className={css.quiet}>{[car.plate, car.colour].filter(Boolean).join(' · ')}</span>
      </span>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrows move among the buttons inside */}
      <div ref={track} className={css.track} onKeyDown={step}>
        {slots
          .filter((slot) => slot.free)
          .map((slot) => (
            <button
              key={slot.start}
              type="button"
              className={css.slot}
              tabIndex={slot.start === first ? 0 : -1}
              style={{ left: share(slot.start), width: `calc(100% / var(--halves))` }}
              aria-label={t('bookAt', { time: formatTime(slot.start, 'time'), car: car.model })}
              onClick={() => onBook(car, slot.start)}
            >
              <span aria-hidden="true">+ {formatTime(slot.start, 'time')}</span>
            </button>
          ))}
        {car.busy.map((span) => {
          const words = (
            <>
              <strong>{span.customer_name ?? t('other')}</strong>
              <span>{span.adviser_name}</span>
            </>
          );
          const look = cx(css.busy, css[span.status], span.mine && css.isMine, openId === span.test_drive_id && css.on);
          const name = t('busyAt', {
            from: formatTime(span.starts_at, 'time'),
            to: formatTime(span.ends_at, 'time'),
            who: span.customer_name ?? t('other'),
            status: label('drive', span.status),
          });
          return span.customer_name === null ? (
            <span key={span.test_drive_id} className={look} style={style(span)} title={name}>
              {words}
            </span>
          ) : (
            <button
              key={span.test_drive_id}
              type="button"
              className={look}
              style={style(span)}
              title={name}
              aria-label={name}
              onClick={() => onOpen(span.test_drive_id)}
            >
              {words}
            </button>
          );
        })}
      </div>
    </div>
  );
}
