import {
  type ComponentType,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { cx } from '@/lib/cx';
import { CheckIcon } from './icons';
import css from './Menu.module.css';
import { placePopup } from './popup';

export interface MenuItem {
  id: string;
  label: string;
  icon?: ComponentType;
  danger?: boolean;
  /** makes it a choice among the others */
  checked?: boolean;
  disabled?: boolean;
  onSelect: () => void;
}

export interface MenuTriggerProps {
  'aria-haspopup': 'menu';
  'aria-expanded': boolean;
  'aria-controls': string | undefined;
  onClick: (event: { stopPropagation(): void }) => void;
}

export interface MenuProps {
  items: readonly MenuItem[];
  /** name of the menu for screen readers */
  label: string;
  /** draws the trigger; spread the props on a button */
  trigger: (props: MenuTriggerProps) => ReactNode;
  /** non-interactive content above the items */
  header?: ReactNode;
}

const ITEMS = '[role^=menuitem]:not(:disabled)';

/** A button with a list of actions in the top layer: arrow keys, Home/End, Escape, click outside. */
export function Menu({ items, label, trigger, header }: MenuProps) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLSpanElement>(null);
  const popup = useRef<HTMLDivElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    if (open && root.current && popup.current) placePopup(root.current, popup.current);
  }, [open]);
  useEffect(() => {
    if (!open) return;
    popup.current?.querySelector<HTMLElement>(ITEMS)?.focus({ preventScroll: true });
    const outside = (event: Event) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('scroll', outside, true);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('scroll', outside, true);
    };
  }, [open]);
  const close = () => {
    setOpen(false);
    root.current?.querySelector<HTMLElement>('[aria-haspopup=menu]')?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!open) return;
    event.stopPropagation();
    if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      return close();
    }
    moveFocus(event, [...(popup.current?.querySelectorAll<HTMLElement>(ITEMS) ?? [])]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keyboard handling for the menu inside
    <span ref={root} className={css.root} onKeyDown={onKeyDown}>
      {trigger({
        'aria-haspopup': 'menu',
        'aria-expanded': open,
        'aria-controls': open ? id : undefined,
        onClick: (event) => {
          event.stopPropagation();
          setOpen(!open);
        },
      })}
      {open ? (
        <div ref={popup} popover="manual" className={css.popup}>
          {header ? <div className={css.header}>{header}</div> : null}
          <div id={id} role="menu" aria-label={label}>
            {items.map((item) => (
              <MenuRow key={item.id} item={item} onClose={close} />
            ))}
          </div>
        </div>
      ) : null}
    </span>
  );
}

function moveFocus(event: KeyboardEvent, options: HTMLElement[]): void {
  const at = options.indexOf(document.activeElement as HTMLElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: options.length - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  options[(next + options.length) % options.length]?.focus();
}

function MenuRow({ item, onClose }: { item: MenuItem; onClose: () => void }) {
  const Icon = item.icon;
  const role =
    item.checked === undefined ? { role: 'menuitem' } : { role: 'menuitemradio', 'aria-checked': item.checked };
  return (
    <button
      type="button"
      {...role}
      tabIndex={-1}
      disabled={item.disabled}
      className={cx(css.item, item.danger && css.danger)}
      onClick={(event) => {
        event.stopPropagation();
        onClose();
        item.onSelect();
      }}
    >
      {Icon ? <Icon /> : null}
      <span className={css.label}>{item.label}</span>
      {item.checked ? <CheckIcon /> : null}
    </button>
  );
}
