import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../Button';
import { DownIcon, SettingIcon, UpIcon } from '../icons';
import { Popover } from '../Popover';
import css from './ColumnChooser.module.css';
import { chosenColumns, movedColumn, withColumn } from './columns';
import type { ListColumn } from './types';

export interface ColumnChooserProps<T> {
  all: readonly ListColumn<T>[];
  /** ids in order; none: the list's own */
  value: readonly string[];
  onChange: (ids: readonly string[]) => void;
  /** keep what is shown as one's own first sight of the list */
  onKeep?: () => void;
}

/** Which columns, and in which order; on the desk only, cards have no columns. */
export function ColumnChooser<T>({ all, value, onChange, onKeep }: ColumnChooserProps<T>) {
  const { t } = useTranslation('list');
  const shown = chosenColumns(all, value);
  const ids = shown.map((column) => column.id);
  const hidden = all.filter((column) => !ids.includes(column.id));
  return (
    <Popover
      label={t('columns')}
      trigger={(trigger) => (
        <Button size="sm" icon={SettingIcon} {...trigger}>
          {t('columns')}
        </Button>
      )}
    >
      {(close) => (
        <div className={css.chooser}>
          <ul aria-label={t('columns')}>
            {[...shown, ...hidden].map((column) => {
              const on = ids.includes(column.id);
              return (
                <li key={column.id} className={css.line}>
                  <label className={css.name}>
                    <input
                      type="checkbox"
                      checked={on}
                      disabled={column.fixed || (on && ids.length === 1)}
                      onChange={(event) => onChange(withColumn(ids, column.id, event.target.checked))}
                    />
                    {column.header}
                  </label>
                  {on ? (
                    <>
                      <IconButton
                        icon={UpIcon}
                        label={t('earlier', { what: column.header })}
                        disabled={ids[0] === column.id}
                        onClick={() => onChange(movedColumn(ids, column.id, -1))}
                      />
                      <IconButton
                        icon={DownIcon}
                        label={t('later', { what: column.header })}
                        disabled={ids.at(-1) === column.id}
                        onClick={() => onChange(movedColumn(ids, column.id, 1))}
                      />
                    </>
                  ) : null}
                </li>
              );
            })}
          </ul>
          <div className={css.foot}>
            <Button size="sm" variant="ghost" disabled={value.length === 0} onClick={() => onChange([])}>
              {t('ownColumns')}
            </Button>
            {onKeep ? (
              <Button
                size="sm"
                variant="soft"
                onClick={() => {
                  onKeep();
                  close();
                }}
              >
                {t('keepColumns')}
              </Button>
            ) : null}
          </div>
        </div>
      )}
    </Popover>
  );
}
