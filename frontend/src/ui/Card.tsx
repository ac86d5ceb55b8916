import { type ReactNode, useId } from 'react';
import { cx } from '@/lib/cx';
import css from './Card.module.css';

export interface CardProps {
  title?: string;
  extra?: ReactNode;
  children: ReactNode;
  /** no inner padding: for lists and tables that bring their own */
  flush?: boolean;
  className?: string | undefined;
}

/** A surface with an optional heading; a named region when it has one. */
export function Card({ title, extra, children, flush, className }: CardProps) {
  const id = useId();
  return (
    <section className={cx(css.card, className)} aria-labelledby={title ? id : undefined}>
      {title ? (
        <header className={css.header}>
          <h2 id={id} className={css.title}>
            {title}
          </h2>
          {extra}
        </header>
      ) : null}
      <div className={flush ? css.flush : css.body}>{children}</div>
    </section>
  );
}

export interface StatProps {
  label: string;
  value: ReactNode;
  /** comparison, target, unit */
  note?: ReactNode;
  tone?: 'neutral' | 'success' | 'warning' | 'danger' | undefined;
}

/** One number with its name. */
export function Stat({ label, value, note, tone = 'neutral' }: StatProps) {
  return (
    <div className={css.stat}>
      <span className={css.statLabel}>{label}</span>
      <span className={cx(css.statValue, css[tone])}>{value}</span>
      {note ? <span className={css.statNote}>{note}</span> : null}
    </div>
  );
}
