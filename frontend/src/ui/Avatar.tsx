import { cx } from '@/lib/cx';
import css from './Avatar.module.css';

const TONES = ['info', 'teal', 'violet', 'success', 'warning', 'danger'] as const;

function toneOf(name: string): (typeof TONES)[number] {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997;
  return TONES[sum % TONES.length] ?? 'info';
}

/** The last character of a Chinese name, else two initials, on a colour that belongs to the name. */
export function Avatar({ name, size = 'md' }: { name: string; size?: 'sm' | 'md' | 'lg' }) {
  const latin = /^[\p{Script=Latin}\s.'-]+$/u.test(name);
  const words = name.trim().split(/\s+/);
  const letters = latin
    ? words
        .map((word) => word.charAt(0))
        .join('')
        .slice(0, 2)
        .toUpperCase()
    : name.trim().slice(-1);
  return (
    <span className={cx(css.avatar, css[size], css[toneOf(name)])} aria-hidden="true">
      {letters}
    </span>
  );
}
