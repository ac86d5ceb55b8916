import type { MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '@/lib/cx';
import css from './DataList.module.css';
import type { ListColumn } from './types';

interface ListRowProps<T> {
  id: string;
  row: T;
  index: number;
  top: number;
  columns: readonly ListColumn<T>[];
  label: string;
  active: boolean;
  open: boolean;
  /** null = not selectable */
  checked: boolean | null;
  onToggle: (event: unknown) => void;
  onOpen: () => void;
}

const isControl = (target: EventTarget) =>
  target instanceof Element && target.closest('a, button, input, label, [role=menu]');

/** One virtual row: plain spans and a native checkbox, because rows are created while scrolling. */
export function ListRow<T>({
  id,
  row,
  index,
  top,
  columns,
  label,
  active,
  open,
  checked,
  onToggle,
  onOpen,
}: ListRowProps<T>) {
  const { t } = useTranslation('ui');
  const click = (event: MouseEvent) => {
    if (!isControl(event.target)) onOpen();
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: the grid has the focus and handles Enter
    <div
      id={id}
      role="row"
      className={cx(css.row, css.item, active && css.active, open && css.open, checked && css.selected)}
      style={{ transform: `translateY(${top}px)` }}
      aria-rowindex={index + 2}
      aria-selected={checked ?? open}
      onClick={click}
    >
      {checked === null ? null : (
        // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: cell of a virtual grid
        <span role="gridcell" className={css.check}>
          <input
            type="checkbox"
            aria-label={`${t('list.select')} ${label}`}
            checked={checked}
            onClick={onToggle}
            onChange={() => undefined}
          />
        </span>
      )}
      {columns.map((column) => (
        // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: cell of a virtual grid
        <span key={column.id} role="gridcell" className={cx(css.cell, column.align === 'end' && css.end)}>
          {column.cell(row)}
        </span>
      ))}
    </div>
  );
}
