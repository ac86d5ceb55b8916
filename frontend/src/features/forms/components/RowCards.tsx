import { useTranslation } from 'react-i18next';
import type { Cells, Column } from '../model';
import css from './Sheets.module.css';

export interface RowCardsProps {
  columns: readonly Column[];
  rows: readonly { id: string; cells: Cells }[];
  /** the column that names the card */
  title: string;
  /** what stands for it when it is empty */
  nobody: string;
}

/** The same rows on a phone: a card each, empty fields left out. */
export function RowCards({ columns, rows, title, nobody }: RowCardsProps) {
  const { i18n } = useTranslation();
  const english = i18n.language === 'en';
  return (
    <ul className={`${css.cards} no-print`}>
      {rows.map((row) => (
        <li key={row.id} className={css.card}>
          <strong>{row.cells[title] || nobody}</strong>
          <dl className={css.facts}>
            {columns
              .filter((column) => column.key !== title && column.key !== 'seq' && row.cells[column.key])
              .map((column) => (
                <div key={column.key}>
                  <dt>{english ? column.en : column.zh}</dt>
                  <dd>{row.cells[column.key]}</dd>
                </div>
              ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}
