import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/session';
import { useBusinessNow } from '@/lib/clock';
import { useIsPhone } from '@/lib/media';
import { mayUse } from '@/lib/roles';
import { formatTime, toWall } from '@/lib/time';
import { Card, Stat } from '@/ui/Card';
import { Chips } from '@/ui/Chips';
import { CheckCircleIcon } from '@/ui/icons';
import { Columns, Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { PathLink } from '@/ui/PathLink';
import { CardsSkeleton, RowsSkeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { StoryNext } from '@/ui/story/StoryNext';
import { Counters } from '../components/Counters';
import { Queue } from '../components/Queue';
import { ReclaimWarnings } from '../components/ReclaimWarnings';
import side from '../components/Side.module.css';
import { StartTiles } from '../components/StartTiles';
import { TeamBreaches } from '../components/TeamBreaches';
import { useQueue, useSummary } from '../hooks/useToday';
import { MANAGER_ROLES, QUEUE_ROLES, type Reason, type TodayItem } from '../model';

export interface TodaySearch {
  reason?: Reason | undefined;
  mine?: boolean | undefined;
}

export interface TodayPageProps {
  search: TodaySearch;
  onSearch: (search: TodaySearch) => void;
}

function partOfDay(now: number): 'morning' | 'noon' | 'afternoon' | 'evening' {
  const hour = Number(toWall(now).slice(11, 13));
  if (hour < 11) return 'morning';
  if (hour < 13) return 'noon';
  return hour < 18 ? 'afternoon' : 'evening';
}

export function TodayPage(props: TodayPageProps) {
  const { t } = useTranslation('today');
  const me = useMe();
  const now = useBusinessNow();
  const queue = mayUse(me.roles, QUEUE_ROLES);
  const subtitle =
    now === null ? undefined : `${t(`greeting.${partOfDay(now)}`, { name: me.name })} · ${formatTime(now, 'weekday')}`;
  return (
    <Page>
      <PageHeader title={t('title')} subtitle={subtitle} />
      <Page.Body>{queue ? <Day {...props} /> : <StartTiles />}</Page.Body>
    </Page>
  );
}

/** A number in the tab title, so that a waiting lead shows from another tab. */
function useTitleCount(count: number): void {
  const { t } = useTranslation('today');
  useEffect(() => {
    document.title = `${count > 0 ? `(${count}) ` : ''}${t('title')} · Chemai`;
  }, [count, t]);
}

interface QueueStatesProps {
  queue: ReturnType<typeof useQueue>;
  items: readonly TodayItem[];
  showOwner: boolean;
}

function QueueStates({ queue, items, showOwner }: QueueStatesProps) {
  const { t } = useTranslation('today');
  const phone = useIsPhone();
  if (queue.isPending) return <Card flush>{phone ? <CardsSkeleton /> : <RowsSkeleton rows={8} />}</Card>;
  if (queue.error && !queue.data)
    return (
      <Card>
        <ErrorState error={queue.error} onRetry={() => void queue.refetch()} />
      </Card>
    );
  if (items.length > 0) return <Queue items={items} showOwner={showOwner} />;
  return (
    <Card>
      <EmptyState
        icon={CheckCircleIcon}
        title={t('emptyTitle')}
        text={t('emptyText')}
        action={<PathLink href="/leads?sort=next_contact">{t('emptyAction')}</PathLink>}
      />
    </Card>
  );
}

function Day({ search, onSearch }: TodayPageProps) {
  const { t } = useTranslation(['today', 'sales']);
  const me = useMe();
  const manager = mayUse(me.roles, MANAGER_ROLES);
  const mine = manager ? (search.mine ?? false) : null;
  const queue = useQueue(mine);
  const summary = useSummary(mine);
  const all = queue.data?.items ?? [];
  const items = search.reason ? all.filter((item) => item.reason === search.reason) : all;
  useTitleCount((summary.data?.response_overdue ?? 0) + (summary.data?.response_running ?? 0));
  return (
    <>
      <Counters summary={summary.data} chosen={search.reason} onChoose={(reason) => onSearch({ ...search, reason })} />
      <Columns
        main={
          <>
            {manager ? (
              <Chips
                label={t('whose')}
                hideLabel
                size="sm"
                value={mine ? 'mine' : 'team'}
                onChange={(value) => onSearch({ ...search, mine: value === 'mine' || undefined })}
                options={[
                  { value: 'team', label: t('team.all') },
                  { value: 'mine', label: t('team.mine') },
                ]}
              />
            ) : null}
            <QueueStates queue={queue} items={items} showOwner={manager && !mine} />
          </>
        }
        side={
          <>
            <ReclaimWarnings />
            {manager ? <TeamBreaches items={all} unassigned={summary.data?.unassigned ?? 0} /> : null}
            <Card title={t('pace.title')}>
              <div className={side.stats}>
                <Stat label={t('pace.contacted')} value={summary.data?.contacted_today ?? '–'} />
                <Stat label={t('pace.new')} value={summary.data?.new_today ?? '–'} />
                <Stat label={t('pace.open')} value={summary.data?.open_leads ?? '–'} />
              </div>
            </Card>
            <StoryNext toRole="receptionist" label={t('story')} to="/reception" />
          </>
        }
      />
    </>
  );
}
