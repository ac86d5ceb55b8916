import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';
import { cx } from '@/lib/cx';
import css from './Tabs.module.css';

export interface TabItem {
  id: string;
  label: string;
  /** number beside the label */
  count?: number | undefined;
}

export interface TabsProps {
  label: string;
  items: readonly TabItem[];
  value: string;
  onChange: (id: string) => void;
  /** the panel of the chosen tab */
  children?: ReactNode;
}

/** Tabs by the ARIA pattern: arrows move and choose. Keep the value in the URL. */
export function Tabs({ label, items, value, onChange, children }: TabsProps) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const at = items.findIndex((item) => item.id === value);
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const index = (next + items.length) % items.length;
    const target = items[index];
    if (!target) return;
    onChange(target.id);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[index]?.focus();
  };
  return (
    <>
      <div ref={list} className={css.tabs} role="tablist" aria-label={label} onKeyDown={onKeyDown}>
        {items.map((item) => (
          <button
            key={item.id}
            id={`${id}-${item.id}`}
            type="button"
            role="tab"
            aria-selected={item.id === value}
            aria-controls={children ? `${id}-panel` : undefined}
            tabIndex={item.id === value ? 0 : -1}
            className={cx(css.tab, item.id === value && css.on)}
            onClick={() => onChange(item.id)}
          >
            {item.label}
            {item.count === undefined ? null : <span className={css.count}>{item.count}</span>}
          </button>
        ))}
      </div>
      {children ? (
        <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${value}`}>
          {children}
        </div>
      ) : null}
    </>
  );
}
