import { useTranslation } from 'react-i18next';
import type { ImportOut } from '@/api/generated/leads/types.gen';
import { useStep } from '../hooks';
import css from '../Imports.module.css';

const ROWS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

/** Another sheet of the workbook, or another row with the headings: the file is then read again. */
export function SheetPicker({ one }: { one: ImportOut }) {
  const { t } = useTranslation('imports');
  const step = useStep(one.id);
  const layout = one.layout;
  if (!layout) return null;
  const choose = (sheet: string | null, row: number | null) => step.mutate({ sheet: { sheet, heading_row: row } });
  return (
    <span className={css.picks}>
      {layout.sheets.length > 1 ? (
        <select
          className="control"
          aria-label={t('mapping.sheet')}
          value={layout.sheet ?? ''}
          onChange={(event) => choose(event.target.value, layout.heading_row)}
        >
          {layout.sheets.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      ) : null}
      <select
        className="control"
        aria-label={t('mapping.headingRow')}
        value={layout.heading_row ?? ''}
        onChange={(event) => choose(layout.sheet, event.target.value ? Number(event.target.value) : null)}
      >
        <option value="">{t('mapping.noHeading')}</option>
        {ROWS.map((row) => (
          <option key={row} value={row}>
            {t('mapping.headingIn', { row })}
          </option>
        ))}
      </select>
    </span>
  );
}
