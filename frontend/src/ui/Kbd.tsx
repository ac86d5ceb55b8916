import { showKeys } from '@/lib/keys';
import css from './Kbd.module.css';

/** Shows a shortcut such as `mod+k` or `g l`; hidden on touch devices and from screen readers. */
export function Kbd({ keys }: { keys: string }) {
  return (
    <span className={css.keys} aria-hidden="true">
      {showKeys(keys).map((chord) => (
        <kbd key={chord} className={css.key}>
          {chord}
        </kbd>
      ))}
    </span>
  );
}
