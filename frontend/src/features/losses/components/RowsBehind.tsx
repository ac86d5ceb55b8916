import { useTranslation } from 'react-i18next';
import { formatTime } from '@/lib/time';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { flatten } from '@/ui/list/types';
import { PathLink } from '@/ui/PathLink';
import { RowsSkeleton } from '@/ui/Skeleton';
import { ErrorState } from '@/ui/States';
import { useSalesLabel } from '@/ui/sales/labels';
import { useLossReasons } from '@/ui/sales/losses';
import { useRowsBehind } from '../hooks';
import type { Grouping, LossAnalysis, LossCaseRow } from '../model';
import css from './Losses.module.css';
import { useGroupName } from './names';

export interface RowsBehindProps {
  by: Grouping;
  group: string;
  filters: Record<string, string>;
  data: LossAnalysis;
}

/** The customers behind one number. */
export function RowsBehind({ by, group, filters, data }: RowsBehindProps) {
  const { t } = useTranslation('losses');
  const label = useSalesLabel();
  const { nameOf } = useLossReasons();
  const groupName = useGroupName(by);
  const rows = useRowsBehind(by, group, filters);
  const found = data.groups.find((one) => one.key === group);
  const title = t('analysis.rows', { name: groupName(group, found?.label), count: found?.count ?? 0 });
  if (rows.isPending) return <RowsSkeleton rows={4} />;
  if (rows.error) return <ErrorState compact error={rows.error} onRetry={() => void rows.refetch()} />;
  return (
    <Card title={title}>
      <ul className={css.queue}>
        {flatten<LossCaseRow>(rows).map((row) => (
          <li key={row.id} className={css.line}>
            <PathLink href={`/customers/${row.customer_id}`}>{row.customer_name || t('noName')}</PathLink>
            <span>{row.wanted}</span>
            <strong>{nameOf(row.found_reason ?? row.reason)}</strong>
            <span className={css.quiet}>
              {[row.competitor_brand, row.competitor_series].filter(Boolean).join(' ')} {label('lossNode', row.node)} ·{' '}
              {row.owner_name ?? '–'} · {formatTime(row.reviewed_at, 'date')}
              {row.verified ? ` · ${t(`result.${row.verified}`)}` : ''}
            </span>
          </li>
        ))}
      </ul>
      {rows.hasNextPage ? (
        <Button size="sm" loading={rows.isFetchingNextPage} onClick={() => void rows.fetchNextPage()}>
          …
        </Button>
      ) : null}
    </Card>
  );
}
