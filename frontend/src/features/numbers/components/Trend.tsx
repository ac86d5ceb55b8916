import { useTranslation } from 'react-i18next';
import { CardsSkeleton } from '@/ui/Skeleton';
import { ErrorState } from '@/ui/States';
import { useTrend } from '../hooks';
import { type KpiCard, shown } from '../model';
import css from './Trend.module.css';

const HEIGHT = 96;
const STEP = 56;
const BAR = 28;

/** The last seven months as bars; the running one is hatched, a month without a value has none. */
export function Trend({ card, month }: { card: KpiCard; month: string }) {
  const { t } = useTranslation('numbers');
  const query = useTrend(card.id, month);
  if (query.isPending) return <CardsSkeleton />;
  if (query.error) return <ErrorState compact error={query.error} onRetry={() => void query.refetch()} />;
  const { months, average } = query.data;
  const top = Math.max(...months.map((one) => one.value ?? 0), average ?? 0) || 1;
  const y = (value: number) => HEIGHT - (value / top) * (HEIGHT - 18);
  const width = months.length * STEP;
  const told = months.map((one) => `${one.month} ${shown(one, card.unit)}`).join(', ');
  return (
    <figure className={css.trend}>
      <svg viewBox={`0 0 ${width} ${HEIGHT + 20}`} role="img" aria-label={told} className={css.chart}>
        {months.map((one, at) => {
          const left = at * STEP + (STEP - BAR) / 2;
          return (
            <g key={one.month}>
              {one.value === null ? null : (
                <rect
                  x={left}
                  y={y(one.value)}
                  width={BAR}
                  height={Math.max(HEIGHT - y(one.value), 1)}
                  rx="4"
                  className={one.is_current ? css.barNow : css.bar}
                />
              )}
              <text x={left + BAR / 2} y={one.value === null ? HEIGHT - 6 : y(one.value) - 5} className={css.barText}>
                {shown(one, card.unit)}
              </text>
              <text x={left + BAR / 2} y={HEIGHT + 15} className={css.axis}>
                {Number(one.month.slice(5))}
              </text>
            </g>
          );
        })}
        {average === null ? null : <line x1="0" x2={width} y1={y(average)} y2={y(average)} className={css.average} />}
      </svg>
      <figcaption className={css.caption}>
        {average === null ? t('noAverage') : t('average', { value: shown({ value: average }, card.unit) })}
      </figcaption>
    </figure>
  );
}
