import { useTranslation } from 'react-i18next';
import type { LedgerEntryOut, MemberOut } from '@/api/generated/loyalty/types.gen';
import { cx } from '@/lib/cx';
import { formatTime } from '@/lib/time';
import { Button } from '@/ui/Button';
import { Card, Stat } from '@/ui/Card';
import { flatten } from '@/ui/list/types';
import { MoneyText } from '@/ui/MoneyText';
import { Columns, Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { PathLink } from '@/ui/PathLink';
import { DetailSkeleton, RowsSkeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { StatusTag } from '@/ui/Tag';
import css from '../components/Member.module.css';
import { progressOf, TIER_TONES, useCode } from '../model';
import { useLedger, useMember } from '../queries';

/** A member's card: what it is worth, how far the next tier is, and every booking behind it. */
export function MemberPage({ memberId }: { memberId: string }) {
  const query = useMember(memberId);
  if (query.isPending) return <DetailSkeleton />;
  if (!query.data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return <Shown member={query.data} />;
}

function Shown({ member }: { member: MemberOut }) {
  const { t } = useTranslation('loyalty');
  const code = useCode();
  return (
    <Page>
      <PageHeader
        title={member.customer_name || t('noName')}
        tags={<StatusTag tone={TIER_TONES[member.tier] ?? 'neutral'}>{code('tier', member.tier)}</StatusTag>}
        subtitle={<PathLink href={`/customers/${member.customer_id}`}>{t('toCustomer')}</PathLink>}
      />
      <Page.Body>
        <Columns main={<Ledger id={member.id} />} side={<Side member={member} />} />
      </Page.Body>
    </Page>
  );
}

function Side({ member }: { member: MemberOut }) {
  const { t } = useTranslation('loyalty');
  const code = useCode();
  const done = progressOf(member.lifetime_points, member.points_to_next_tier);
  return (
    <>
      <div className={cx(css.face, css[member.tier])}>
        <span className={css.between}>
          <span className={css.tier}>{code('tier', member.tier)}</span>
          <span className={css.number}>{member.member_no}</span>
        </span>
        <span className={css.points}>
          <strong>{member.available_points}</strong>
          <span>{t('unit')}</span>
        </span>
      </div>
      <Card>
        <div className={css.stats}>
          <Stat label={t('worth')} value={<MoneyText fen={member.available_worth_fen} />} />
          <Stat label={t('pending')} value={member.pending_points} note={t('pendingText')} />
          <Stat label={t('lifetime')} value={member.lifetime_points} note={t('lifetimeText')} />
        </div>
      </Card>
      <Card title={t('progress')}>
        <div className={css.progress}>
          <p className={css.between}>
            <span>{code('tier', member.tier)}</span>
            <span>{member.next_tier ? code('tier', member.next_tier) : t('top')}</span>
          </p>
          <div className={css.track} aria-hidden="true">
            <span className={css.fill} style={{ width: `${done}%` }} />
          </div>
          {member.next_tier ? (
            <p className={css.quiet}>
              {t('missing', { count: member.points_to_next_tier ?? 0, tier: code('tier', member.next_tier) })}
            </p>
          ) : null}
        </div>
      </Card>
    </>
  );
}

/** Points that come in, that become usable, and that go. */
function Amount({ entry }: { entry: LedgerEntryOut }) {
  const gone = entry.points < 0 || ['expire', 'redeem', 'spend', 'reverse'].includes(entry.kind);
  const tone = entry.kind === 'release' ? css.moved : gone ? css.minus : css.plus;
  const sign = entry.kind === 'release' ? '' : gone ? '−' : '+';
  return (
    <span className={tone}>
      {sign}
      {Math.abs(entry.points)}
    </span>
  );
}

function Ledger({ id }: { id: string }) {
  const { t } = useTranslation('loyalty');
  const code = useCode();
  const query = useLedger(id);
  const entries = flatten(query);
  return (
    <Card title={t('ledger')} flush>
      {query.isPending ? <RowsSkeleton rows={5} /> : null}
      {query.error && entries.length === 0 ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {query.data && entries.length === 0 ? <EmptyState compact title={t('noEntries')} /> : null}
      <ul>
        {entries.map((entry) => (
          <li key={entry.id} className={css.entry}>
            <span className={css.stack}>
              <span>{code('reason', entry.reason)}</span>
              <span className={css.quiet}>
                {code('kind', entry.kind)} · {formatTime(entry.at)}
              </span>
            </span>
            <Amount entry={entry} />
          </li>
        ))}
      </ul>
      {query.hasNextPage ? (
        <div className={css.more}>
          <Button variant="ghost" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      ) : null}
    </Card>
  );
}
