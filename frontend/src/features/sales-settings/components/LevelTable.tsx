import { useTranslation } from 'react-i18next';
import { LevelTag } from '@/ui/Tag';
import type { Level } from '../model';
import { NumberField } from './NumberField';
import css from './Settings.module.css';

export interface LevelTableProps {
  levels: readonly Level[];
  onChange: (levels: Level[]) => void;
  problem: unknown;
}

/** Names, buying window and the longest pause between contacts, per level. */
export function LevelTable({ levels, onChange, problem }: LevelTableProps) {
  const { t } = useTranslation('sales-settings');
  const set = (index: number, change: Partial<Level>) =>
    onChange(levels.map((level, at) => (at === index ? { ...level, ...change } : level)));
  return (
    <div className={css.scroll}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t('level.code')}</th>
            <th scope="col">{t('level.zh')}</th>
            <th scope="col">{t('level.en')}</th>
            <th scope="col">{t('level.window')}</th>
            <th scope="col">{t('level.cadence')}</th>
            <th scope="col">{t('level.hot')}</th>
          </tr>
        </thead>
        <tbody>
          {levels.map((level, index) => (
            <tr key={level.code}>
              <td>
                <LevelTag level={level.code} />
              </td>
              {(['zh', 'en'] as const).map((language) => (
                <td key={language}>
                  <input
                    className="control"
                    aria-label={`${t(`level.${language}`)} ${level.code}`}
                    maxLength={60}
                    value={level[language]}
                    onChange={(event) => set(index, { [language]: event.target.value })}
                  />
                </td>
              ))}
              <td>
                <NumberField
                  hideLabel
                  label={`${t('level.window')} ${level.code}`}
                  unit={t('unit.days')}
                  value={level.window_days}
                  onChange={(window_days) => set(index, { window_days })}
                  pointer={`/levels/${index}/window_days`}
                  problem={problem}
                />
              </td>
              <td>
                <NumberField
                  hideLabel
                  label={`${t('level.cadence')} ${level.code}`}
                  unit={t('unit.hours')}
                  value={level.cadence_hours}
                  onChange={(cadence_hours) => set(index, { cadence_hours })}
                  pointer={`/levels/${index}/cadence_hours`}
                  problem={problem}
                />
              </td>
              <td>
                <input
                  type="checkbox"
                  className={css.box}
                  aria-label={`${t('level.hot')} ${level.code}`}
                  checked={level.hot === true}
                  disabled={!level.gradable}
                  onChange={(event) => set(index, { hot: event.target.checked })}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
