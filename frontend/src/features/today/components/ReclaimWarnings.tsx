import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import type { Warnings } from '@/api/generated/leads/types.gen';
import { useMe } from '@/api/session';
import { mayUse } from '@/lib/roles';
import { formatTime } from '@/lib/time';
import { Card } from '@/ui/Card';
import { SELLERS } from '@/ui/deal/roles';
import { PathLink } from '@/ui/PathLink';
import { SlaBadge } from '@/ui/SlaBadge';
import side from './Side.module.css';

const SHOWN = 5;

/** Customers whom the pool takes back soon: one effective contact keeps them. Nothing while there are none. */
export function ReclaimWarnings() {
  const { t } = useTranslation(['today', 'sales']);
  const me = useMe();
  const { data } = useQuery({
    queryKey: ['leads', 'pool', 'warnings'],
    queryFn: ({ signal }) => api<Warnings>('/api/v1/leads/pool/warnings', { signal }),
    enabled: mayUse(me.roles, SELLERS),
  });
  if (!data || data.items.length === 0) return null;
  return (
    <Card
      title={t('reclaim.title', { count: data.items.length })}
      extra={<PathLink href="/pool?view=warnings">{t('reclaim.all')}</PathLink>}
    >
      <ul className={side.warnings}>
        {data.items.slice(0, SHOWN).map((row) => (
          <li key={row.customer_id}>
            <PathLink href={row.lead_id ? `/leads?open=${row.lead_id}` : `/customers/${row.customer_id}`}>
              {row.customer_name || t('sales:noName')}
            </PathLink>{' '}
            <span title={formatTime(row.reclaim_at)}>
              <SlaBadge due={row.reclaim_at} soonSeconds={86_400} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
