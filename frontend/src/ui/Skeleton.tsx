import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import css from './Skeleton.module.css';

function Bar({ width, height = 12 }: { width: string; height?: number }) {
  return <span className={css.bar} style={{ width, height }} />;
}

/** Announces "loading" once and draws the shape of what comes. */
function Frame({ children, className }: { children: ReactNode; className?: string | undefined }) {
  const { t } = useTranslation('ui');
  return (
    <div role="status" className={className}>
      <span className="sr-only">{t('state.loading')}</span>
      <div aria-hidden="true">{children}</div>
    </div>
  );
}

const WIDTHS = ['38%', '62%', '47%', '70%', '55%'];
const range = (count: number) => Array.from({ length: count }, (_, index) => index);

export function RowsSkeleton({ rows = 8 }: { rows?: number }) {
  return (
    <Frame>
      {range(rows).map((row) => (
        <div key={row} className={css.row}>
          <Bar width="24px" height={24} />
          <Bar width={WIDTHS[row % 5] ?? '50%'} />
          <Bar width="12%" />
          <Bar width="9%" />
        </div>
      ))}
    </Frame>
  );
}

export function CardsSkeleton({ cards = 4 }: { cards?: number }) {
  return (
    <Frame>
      <div className={css.cards}>
        {range(cards).map((card) => (
          <div key={card} className={css.card}>
            <Bar width={WIDTHS[card % 5] ?? '50%'} height={16} />
            <Bar width="80%" />
            <Bar width="35%" />
          </div>
        ))}
      </div>
    </Frame>
  );
}

/** A record page or panel: title, facts, timeline. */
export function DetailSkeleton() {
  return (
    <Frame className={css.detail}>
      <div className={css.card}>
        <Bar width="40%" height={22} />
        <Bar width="65%" />
      </div>
      <div className={css.card}>
        {range(5).map((line) => (
          <Bar key={line} width={WIDTHS[line % 5] ?? '50%'} />
        ))}
      </div>
    </Frame>
  );
}
