import { useTranslation } from 'react-i18next';
import { cx } from '@/lib/cx';
import { Card } from '@/ui/Card';
import { barWidth, type LossAnalysis, percent } from '../model';
import css from './Losses.module.css';
import { useGroupName } from './names';

export interface GroupsProps {
  data: LossAnalysis;
  chosen: string | undefined;
  onChoose: (key: string) => void;
}

/** The groups with their share, beside what is usual in the trade; each opens its rows. */
export function Groups({ data, chosen, onChoose }: GroupsProps) {
  const { t } = useTranslation('losses');
  const nameOf = useGroupName(data.by);
  const benchmark = data.groups.some((group) => group.benchmark_percent !== null);
  return (
    <Card flush>
      <table className={css.groups}>
        <thead>
          <tr>
            <th scope="col">{t(`analysis.by.${data.by}`)}</th>
            <th scope="col" className={css.num}>
              {t('analysis.count')}
            </th>
            <th scope="col" className={css.num}>
              {t('analysis.share')}
            </th>
            {benchmark ? (
              <th scope="col" className={css.num}>
                {t('analysis.benchmark')}
              </th>
            ) : null}
            <th scope="col" className={css.num}>
              {t('analysis.differs')}
            </th>
          </tr>
        </thead>
        <tbody>
          {data.groups.map((group) => {
            const key = group.key ?? '-';
            const name = nameOf(key, group.label);
            return (
              <tr key={key} className={cx(key === chosen && css.chosen)}>
                <td>
                  <button
                    type="button"
                    className={css.open}
                    aria-label={t('analysis.open', { name, count: group.count })}
                    onClick={() => onChoose(key)}
                  >
                    {name}
                  </button>
                  <span className={css.bar} style={{ width: `${barWidth(group.count, data.groups)}%` }} />
                </td>
                <td className={css.num}>{group.count}</td>
                <td className={css.num}>{percent(group.share_percent)}</td>
                {benchmark ? <td className={css.num}>{percent(group.benchmark_percent)}</td> : null}
                <td className={css.num}>{group.differs}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Card>
  );
}
