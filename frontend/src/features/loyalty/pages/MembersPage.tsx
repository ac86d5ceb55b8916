import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { MemberRow } from '@/api/generated/loyalty/types.gen';
import { formatTime } from '@/lib/time';
import { Avatar } from '@/ui/Avatar';
import { Chips } from '@/ui/Chips';
import { FilterBar } from '@/ui/FilterBar';
import { CrownIcon } from '@/ui/icons';
import { DataList } from '@/ui/list/DataList';
import type { ListColumn } from '@/ui/list/types';
import { Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { PathLink } from '@/ui/PathLink';
import { EmptyState } from '@/ui/States';
import { StatusTag } from '@/ui/Tag';
import css from '../components/Member.module.css';
import { TIER_TONES, useCode } from '../model';
import { useLoyaltySettings, useMembers } from '../queries';

export interface MembersPageProps {
  tier: string | undefined;
  onTier: (tier: string | undefined) => void;
}

/** Cards of the store's members, by tier. */
export function MembersPage({ tier, onTier }: MembersPageProps) {
  const { t } = useTranslation('loyalty');
  const code = useCode();
  const navigate = useNavigate();
  const query = useMembers(tier);
  const tiers = useLoyaltySettings().data?.settings.tiers ?? [];
  const columns = useMemo<readonly ListColumn<MemberRow>[]>(
    () => [
      {
        id: 'name',
        header: t('member'),
        width: 'minmax(160px, 1.4fr)',
        cell: (row) => (
          <span className={css.who}>
            <Avatar name={row.customer_name || '?'} size="sm" />
            <strong>{row.customer_name || t('noName')}</strong>
            <span className={css.quiet}>{row.mobile_masked}</span>
          </span>
        ),
      },
      { id: 'no', header: t('no'), width: '120px', cell: (row) => row.member_no },
      {
        id: 'tier',
        header: t('tier'),
        width: '130px',
        cell: (row) => <StatusTag tone={TIER_TONES[row.tier] ?? 'neutral'}>{code('tier', row.tier)}</StatusTag>,
      },
      {
        id: 'available',
        header: t('available'),
        width: '120px',
        align: 'end',
        cell: (row) => <strong>{row.available_points}</strong>,
      },
      { id: 'pending', header: t('pending'), width: '110px', align: 'end', cell: (row) => row.pending_points || '–' },
      { id: 'lifetime', header: t('lifetime'), width: '120px', align: 'end', cell: (row) => row.lifetime_points },
      {
        id: 'since',
        header: t('since'),
        width: '120px',
        align: 'end',
        cell: (row) => formatTime(row.enrolled_at, 'date'),
      },
    ],
    [t, code],
  );
  return (
    <Page fill>
      <PageHeader title={t('members')} subtitle={t('membersText')}>
        <FilterBar>
          <Chips
            label={t('tier')}
            hideLabel
            size="sm"
            value={tier ?? 'all'}
            onChange={(value) => onTier(value === 'all' ? undefined : value)}
            options={[
              { value: 'all', label: t('all') },
              ...tiers.map((rule) => ({ value: rule.code, label: code('tier', rule.code) })),
            ]}
          />
        </FilterBar>
      </PageHeader>
      <Page.Body>
        <DataList
          label={t('members')}
          query={query}
          columns={columns}
          rowKey={(row) => row.id}
          rowLabel={(row) => row.customer_name || row.member_no}
          card={(row) => (
            <div className={css.card}>
              <span className={css.between}>
                <strong>{row.customer_name || t('noName')}</strong>
                <StatusTag tone={TIER_TONES[row.tier] ?? 'neutral'}>{code('tier', row.tier)}</StatusTag>
              </span>
              <span className={css.quiet}>
                {row.member_no} · {t('points', { count: row.available_points })}
              </span>
            </div>
          )}
          onOpen={(row) => void navigate({ to: '/members/$memberId', params: { memberId: row.id } })}
          filtered={tier !== undefined}
          onClearFilters={() => onTier(undefined)}
          empty={
            <EmptyState
              icon={CrownIcon}
              title={t('none')}
              text={t('noneText')}
              action={<PathLink href="/customers">{t('toCustomers')}</PathLink>}
            />
          }
        />
      </Page.Body>
    </Page>
  );
}
