import { useTranslation } from 'react-i18next';
import type { FactorOut } from '@/api/generated/leads/types.gen';
import { Card } from '@/ui/Card';
import { signed, useInterestWords } from '@/ui/interest/words';
import css from './Warmth.module.css';

/** What counts how much, for and against, the strongest first. */
export function Factors({ factors }: { factors: readonly FactorOut[] }) {
  const { t } = useTranslation('warmth');
  const words = useInterestWords();
  const most = Math.max(...factors.map((factor) => Math.abs(factor.points)), 1);
  return (
    <Card title={t('model.factors')} extra={<span className={css.small}>{t('model.factorsText')}</span>}>
      <ul className={css.factors}>
        {factors.map(({ code, points }) => {
          const width = (50 * Math.abs(points)) / most;
          return (
            <li key={code} className={css.factor}>
              <span>{words.reason({ code, value: 1 })}</span>
              <span className={css.axis} aria-hidden="true">
                <span
                  className={`${css.mark} ${points > 0 ? css.good : css.bad}`}
                  style={{ insetInlineStart: `${points > 0 ? 50 : 50 - width}%`, width: `${width}%` }}
                />
              </span>
              <span className={css.points}>{points === 0 ? '0' : signed(points)}</span>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
