import { type KeyboardEvent, type RefObject, useState } from 'react';
import { useRegisterCommands } from '@/lib/commands';

interface ActiveRowOptions {
  count: number;
  scroller: RefObject<HTMLElement | null>;
  scrollTo: (index: number) => void;
  open: (index: number) => void;
  toggle?: (index: number) => void;
}

/** Keyboard position in a list: J/K from anywhere, arrows, Home/End, Enter and X while the list has the focus. */
export function useActiveRow({ count, scroller, scrollTo, open, toggle }: ActiveRowOptions) {
  const [wanted, set] = useState<number | null>(null);
  const index = wanted === null ? null : Math.min(wanted, count - 1);
  const go = (next: number) => {
    const bounded = Math.max(0, Math.min(count - 1, next));
    set(bounded);
    scrollTo(bounded);
    scroller.current?.focus({ preventScroll: true });
  };
  const step = (by: number) => go(index === null ? 0 : index + by);
  useRegisterCommands([
    { id: 'app.listNext', group: 'general', keys: 'j', run: () => step(1) },
    { id: 'app.listPrevious', group: 'general', keys: 'k', run: () => step(-1) },
  ]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== scroller.current) return;
    const moves: Record<string, () => void> = {
      ArrowDown: () => step(1),
      ArrowUp: () => step(-1),
      Home: () => go(0),
      End: () => go(count - 1),
      Enter: () => index !== null && open(index),
      x: () => index !== null && toggle?.(index),
      ' ': () => index !== null && toggle?.(index),
    };
    const move = moves[event.key];
    if (!move || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    move();
  };
  return { index, set, onKeyDown };
}
