import { useTranslation } from 'react-i18next';
import { cx } from '@/lib/cx';
import type { Cells, Column } from '../model';
import css from './FormTable.module.css';

export interface FormTableProps {
  columns: readonly Column[];
  rows: readonly { id: string; cells: Cells; missed?: ReadonlySet<string> }[];
  /** narrow columns of single letters in the middle */
  tight?: boolean;
  caption: string;
  /** cells that open a form when pressed, per row and column; called by what is in them or by `nothing` */
  edit?: { columns: ReadonlySet<string>; rows: ReadonlySet<string>; nothing: string; onEdit: (id: string) => void };
}

/** A form's table with the printed headings, in one or two lines. */
export function FormTable({ columns, rows, tight, caption, edit }: FormTableProps) {
  const { i18n } = useTranslation();
  const english = i18n.language === 'en';
  const name = (column: Column) => (english ? column.en : column.zh);
  const group = (column: Column) => (english ? column.group_en : column.group_zh);
  const grouped = columns.some((column) => column.group_zh !== null);
  const total = columns.reduce((sum, column) => sum + column.width, 0);
  return (
    <table className={cx(css.table, tight && css.tight)}>
      <caption className="sr-only">{caption}</caption>
      <colgroup>
        {columns.map((column) => (
          <col key={column.key} style={{ width: `${(column.width / total) * 100}%` }} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {columns.map((column, at) => {
            const over = group(column);
            if (!over)
              return (
                <th key={column.key} scope="col" rowSpan={grouped ? 2 : 1}>
                  {name(column)}
                </th>
              );
            const before = columns[at - 1];
            if (before && group(before) === over) return null;
            const span = columns.slice(at).findIndex((other) => group(other) !== over);
            return (
              <th key={column.key} scope="colgroup" colSpan={span === -1 ? columns.length - at : span}>
                {over}
              </th>
            );
          })}
        </tr>
        {grouped ? (
          <tr>
            {columns
              .filter((column) => group(column))
              .map((column) => (
                <th key={column.key} scope="col">
                  {name(column)}
                </th>
              ))}
          </tr>
        ) : null}
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            {columns.map((column) => (
              <td key={column.key} className={cx(row.missed?.has(column.key) && css.missed)}>
                {edit?.columns.has(column.key) && edit.rows.has(row.id) ? (
                  <button
                    type="button"
                    className={css.edit}
                    aria-label={`${name(column)} ${row.cells[column.key] || edit.nothing}`}
                    onClick={() => edit.onEdit(row.id)}
                  >
                    {row.cells[column.key] || <span className="no-print">{edit.nothing}</span>}
                  </button>
                ) : (
                  (row.cells[column.key] ?? '')
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
