import type { ReactNode } from 'react';
import css from './KeyValue.module.css';

export interface KeyValueItem {
  id: string;
  label: string;
  value: ReactNode;
  /** takes the whole width */
  wide?: boolean;
}

/** Facts of a record. Empty values show a dash, so that a missing fact is visible. */
export function KeyValue({ items, columns = 2 }: { items: readonly KeyValueItem[]; columns?: 1 | 2 | 3 }) {
  return (
    <dl className={css.list} data-columns={columns}>
      {items.map(({ id, label, value, wide }) => (
        <div key={id} className={wide ? css.wide : undefined}>
          <dt className={css.label}>{label}</dt>
          <dd className={css.value}>{value === null || value === undefined || value === '' ? '–' : value}</dd>
        </div>
      ))}
    </dl>
  );
}
