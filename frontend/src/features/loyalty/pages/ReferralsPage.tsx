import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReferralRow } from '@/api/generated/loyalty/types.gen';
import { formatTime } from '@/lib/time';
import { SwapIcon } from '@/ui/icons';
import { DataList } from '@/ui/list/DataList';
import type { ListColumn } from '@/ui/list/types';
import { Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { PathLink } from '@/ui/PathLink';
import { EmptyState } from '@/ui/States';
import { StatusTag } from '@/ui/Tag';
import css from '../components/Member.module.css';
import { STATE_TONES, useCode } from '../model';
import { useReferrals } from '../queries';

/** Who brought whom, and what it earned. */
export function ReferralsPage() {
  const { t } = useTranslation('loyalty');
  const code = useCode();
  const query = useReferrals();
  const columns = useMemo<readonly ListColumn<ReferralRow>[]>(
    () => [
      {
        id: 'referrer',
        header: t('referrer'),
        cell: (row) => (
          <PathLink href={`/customers/${row.referrer_customer_id}`}>{row.referrer_name || t('noName')}</PathLink>
        ),
      },
      {
        id: 'referee',
        header: t('referee'),
        cell: (row) => (
          <PathLink href={`/customers/${row.referee_customer_id}`}>{row.referee_name || t('noName')}</PathLink>
        ),
      },
      {
        id: 'state',
        header: t('state'),
        width: '120px',
        cell: (row) => <StatusTag tone={STATE_TONES[row.state] ?? 'neutral'}>{code('state', row.state)}</StatusTag>,
      },
      {
        id: 'points',
        header: t('reward'),
        width: '120px',
        align: 'end',
        cell: (row) => t('points', { count: row.points }),
      },
      { id: 'at', header: t('at'), width: '140px', align: 'end', cell: (row) => formatTime(row.at, 'date') },
    ],
    [t, code],
  );
  return (
    <Page fill>
      <PageHeader title={t('referrals')} subtitle={t('referralsText')} />
      <Page.Body>
        <DataList
          label={t('referrals')}
          query={query}
          columns={columns}
          rowKey={(row) => row.id}
          rowLabel={(row) => `${row.referrer_name} ${row.referee_name}`}
          card={(row) => (
            <div className={css.card}>
              <span className={css.between}>
                <strong>
                  {row.referrer_name} → {row.referee_name}
                </strong>
                <StatusTag tone={STATE_TONES[row.state] ?? 'neutral'}>{code('state', row.state)}</StatusTag>
              </span>
              <span className={css.quiet}>
                {t('points', { count: row.points })} · {formatTime(row.at, 'date')}
              </span>
            </div>
          )}
          empty={
            <EmptyState
              icon={SwapIcon}
              title={t('noReferrals')}
              text={t('noReferralsText')}
              action={<PathLink href="/customers">{t('toCustomers')}</PathLink>}
            />
          }
        />
      </Page.Body>
    </Page>
  );
}
