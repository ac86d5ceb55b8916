import { type KeyboardEvent, type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { cx } from '@/lib/cx';
import css from './Popover.module.css';
import { placePopup } from './popup';

export interface PopoverTriggerProps {
  'aria-haspopup': 'dialog';
  'aria-expanded': boolean;
  'aria-controls': string | undefined;
  onClick: () => void;
}

export interface PopoverProps {
  /** name of what opens, for screen readers */
  label: string;
  /** draws the trigger; spread the props on a button */
  trigger: (props: PopoverTriggerProps) => ReactNode;
  children: (close: () => void) => ReactNode;
  width?: 'sm' | 'lg';
}

const FIRST = '[data-autofocus], input:not(:disabled), select, button:not(:disabled)';

/** A button with controls in the top layer: Escape, Tab past the end and a click outside close it. */
export function Popover({ label, trigger, children, width = 'sm' }: PopoverProps) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLSpanElement>(null);
  const popup = useRef<HTMLDivElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    if (!open || !root.current || !popup.current) return;
    placePopup(root.current, popup.current);
    popup.current.querySelector<HTMLElement>(FIRST)?.focus({ preventScroll: true });
  }, [open]);
  useEffect(() => {
    if (!open) return;
    const outside = (event: Event) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open]);
  const close = () => {
    setOpen(false);
    root.current?.querySelector<HTMLElement>('[aria-haspopup=dialog]')?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!open) return;
    // Shortcuts of the page behind have no business while this is open.
    event.stopPropagation();
    if (event.key === 'Escape') {
      event.preventDefault();
      close();
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keyboard handling for the controls inside
    <span
      ref={root}
      className={css.root}
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        if (open && event.relatedTarget && !root.current?.contains(event.relatedTarget)) setOpen(false);
      }}
    >
      {trigger({
        'aria-haspopup': 'dialog',
        'aria-expanded': open,
        'aria-controls': open ? id : undefined,
        onClick: () => setOpen(!open),
      })}
      {open ? (
        <div
          ref={popup}
          id={id}
          popover="manual"
          role="dialog"
          aria-label={label}
          className={cx(css.popup, css[width])}
          tabIndex={-1}
        >
          {children(close)}
        </div>
      ) : null}
    </span>
  );
}
