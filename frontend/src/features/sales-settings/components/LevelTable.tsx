import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '@/ui/Button';
import { DownIcon, PlusIcon, TrashIcon, UpIcon } from '@/ui/icons';
import { LevelTag } from '@/ui/Tag';
import { freeCode, type Level } from '../model';
import { NumberField } from './NumberField';
import css from './Settings.module.css';

export interface LevelTableProps {
  levels: readonly Level[];
  onChange: (levels: Level[]) => void;
  problem: unknown;
}

/** The store's levels in their order: names, buying window, the longest pause between contacts, what counts as live. */
export function LevelTable({ levels, onChange, problem }: LevelTableProps) {
  const { t } = useTranslation('sales-settings');
  const set = (index: number, change: Partial<Level>) =>
    onChange(levels.map((level, at) => (at === index ? { ...level, ...change } : level)));
  const move = (index: number, by: number) => {
    const next = [...levels];
    const [level] = next.splice(index, 1);
    if (level) next.splice(index + by, 0, level);
    onChange(next);
  };
  const code = freeCode(levels);
  const add = () => code && onChange([...levels, { code, zh: code, en: code, gradable: true, live: true }]);
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
            <th scope="col">{t('level.live')}</th>
            <th scope="col">{t('level.order')}</th>
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
              {(['hot', 'live'] as const).map((flag) => (
                <td key={flag}>
                  <input
                    type="checkbox"
                    className={css.box}
                    aria-label={`${t(`level.${flag}`)} ${level.code}`}
                    checked={level[flag] === true}
                    disabled={!level.gradable}
                    onChange={(event) => set(index, { [flag]: event.target.checked })}
                  />
                </td>
              ))}
              <td>
                <span className={css.order}>
                  <IconButton
                    icon={UpIcon}
                    label={t('level.up', { code: level.code })}
                    disabled={index === 0}
                    onClick={() => move(index, -1)}
                  />
                  <IconButton
                    icon={DownIcon}
                    label={t('level.down', { code: level.code })}
                    disabled={index === levels.length - 1}
                    onClick={() => move(index, 1)}
                  />
                  {level.gradable ? (
                    <IconButton
                      icon={TrashIcon}
                      label={t('level.remove', { code: level.code })}
                      onClick={() => onChange(levels.filter((_, at) => at !== index))}
                    />
                  ) : null}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button size="sm" icon={PlusIcon} disabled={!code} onClick={add}>
        {t('level.add')}
      </Button>
    </div>
  );
}
