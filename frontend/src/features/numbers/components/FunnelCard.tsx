import { useTranslation } from 'react-i18next';
import { Card } from '@/ui/Card';
import { RowsSkeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { useSalesLabel } from '@/ui/sales/labels';
import { useFunnel } from '../hooks';
import { shown } from '../model';
import css from './Numbers.module.css';

/** How far the month's leads have come, and where they were lost. */
export function FunnelCard({ month }: { month: string | undefined }) {
  const { t } = useTranslation('numbers');
  const label = useSalesLabel();
  const query = useFunnel(month);
  const stages = query.data?.stages ?? [];
  const total = stages[0]?.reached ?? 0;
  return (
    <Card title={t('funnel.title')} extra={<span className={css.quiet}>{t('funnel.note')}</span>}>
      {query.isPending ? <RowsSkeleton rows={6} /> : null}
      {query.error ? <ErrorState compact error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.data && total === 0 ? <EmptyState compact title={t('funnel.empty')} /> : null}
      {total > 0 ? (
        <ul className={css.funnel}>
          {stages.map((stage) => (
            <li key={stage.stage} className={css.stage}>
              <span>{label('stage', stage.stage)}</span>
              <span className={css.track}>
                <span className={css.fill} style={{ inlineSize: `${(stage.reached / total) * 100}%` }} />
              </span>
              <span className={css.groupValue}>
                <b>{stage.reached}</b>
                <small>{shown({ value: stage.share }, 'ratio')}</small>
              </span>
              <span className={stage.lost > 0 ? css.worse : css.quiet}>
                {stage.lost > 0 ? t('funnel.lost', { count: stage.lost }) : ''}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </Card>
  );
}
