import { useTranslation } from 'react-i18next';
import { formatTime } from '@/lib/time';
import { Card } from '@/ui/Card';
import { CheckCircleIcon } from '@/ui/icons';
import { PathLink } from '@/ui/PathLink';
import { RowsSkeleton } from '@/ui/Skeleton';
import { SlaBadge } from '@/ui/SlaBadge';
import { EmptyState, ErrorState } from '@/ui/States';
import { LevelTag } from '@/ui/Tag';
import { useWarnings } from '../hooks';
import css from './Pool.module.css';

/** Customers whom the pool takes back soon: call them, and they stay. */
export function WarningList() {
  const { t } = useTranslation(['pool', 'sales']);
  const warnings = useWarnings();
  if (warnings.isPending) return <RowsSkeleton rows={6} />;
  if (warnings.error) return <ErrorState error={warnings.error} onRetry={() => void warnings.refetch()} />;
  if (warnings.data.items.length === 0)
    return <EmptyState icon={CheckCircleIcon} title={t('warning.emptyTitle')} text={t('warning.emptyText')} />;
  return (
    <Card>
      <p className={css.quiet}>{t('warning.text')}</p>
      <ul className={css.warnings}>
        {warnings.data.items.map((row) => (
          <li key={row.customer_id} className={css.warning}>
            <span className={css.card}>
              <span className={css.line}>
                <LevelTag level={row.level} />
                <strong className={css.name}>{row.customer_name || t('sales:noName')}</strong>
                <span className={css.quiet}>{row.mobile_masked}</span>
                <span>{row.wanted}</span>
              </span>
              <span className={css.quiet}>
                {row.owner_name} · {t('warning.lastContact')} {row.contact_at ? formatTime(row.contact_at) : t('never')}{' '}
                · {t('warning.reclaim')} {formatTime(row.reclaim_at)}
              </span>
            </span>
            <span className={css.line}>
              <SlaBadge due={row.reclaim_at} soonSeconds={86_400} />
              {row.lead_id ? <PathLink href={`/leads?open=${row.lead_id}`}>{t('warning.lead')}</PathLink> : null}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
