import type { ComponentType, ReactNode } from 'react';
import { cx } from '@/lib/cx';
import css from './Tag.module.css';

export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger' | 'violet' | 'teal';

export interface StatusTagProps {
  tone?: Tone;
  icon?: ComponentType;
  /** a dot instead of an icon: quieter, for dense lists */
  dot?: boolean;
  children: ReactNode;
}

/** A status in words; colour only repeats what the text says. */
export function StatusTag({ tone = 'neutral', icon: Icon, dot, children }: StatusTagProps) {
  return (
    <span className={cx(css.tag, css[tone])}>
      {dot ? <span className={css.dot} aria-hidden="true" /> : null}
      {Icon ? <Icon /> : null}
      {children}
    </span>
  );
}

const LEVEL_TONES: Record<string, Tone> = {
  O: 'success',
  H: 'danger',
  A: 'warning',
  B: 'info',
  C: 'neutral',
  N: 'violet',
  V: 'teal',
};

export interface LevelTagProps {
  /** level code of the store (data, not an enumeration): H, A, B, C, N, O, D, F … */
  level: string | null | undefined;
  /** full name for screen readers and the tooltip, e.g. "buys within 7 days" */
  title?: string;
  /** overrides the tone when the store's scheme gives a letter another meaning */
  tone?: Tone;
}

/** The intent level as a square badge. */
export function LevelTag({ level, title, tone }: LevelTagProps) {
  if (!level) return <span className={cx(css.level, css.neutral)}>–</span>;
  return (
    <span className={cx(css.level, css[tone ?? LEVEL_TONES[level.charAt(0)] ?? 'neutral'])} title={title}>
      {level}
      {title ? <span className="sr-only"> {title}</span> : null}
    </span>
  );
}
