import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/session';
import { mayUse } from '@/lib/roles';
import { Chips } from '@/ui/Chips';
import { FilterBar } from '@/ui/FilterBar';
import { CheckCircleIcon } from '@/ui/icons';
import { DataList } from '@/ui/list/DataList';
import { flatten } from '@/ui/list/types';
import { Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { PathLink } from '@/ui/PathLink';
import { WithPanel } from '@/ui/SidePanel';
import { EmptyState } from '@/ui/States';
import { StoryNext } from '@/ui/story/StoryNext';
import css from '../components/calls/Call.module.css';
import { CallPanel } from '../components/calls/CallPanel';
import { CallCard, useCallColumns } from '../components/calls/columns';
import { useCallCounters, useCalls } from '../hooks/useCalls';
import { BUCKETS, REPORT_ROLES } from '../model';

export interface CallBacksSearch {
  bucket?: (typeof BUCKETS)[number] | undefined;
  mine?: boolean | undefined;
  open?: string | undefined;
}

export interface CallBacksPageProps {
  search: CallBacksSearch;
  onSearch: (search: CallBacksSearch) => void;
}

/** The queue of calls. Without a choice it shows what presses most: late, else today's, else what comes. */
export function CallBacksPage({ search, onSearch }: CallBacksPageProps) {
  const { t } = useTranslation('aftersales');
  const me = useMe();
  const counters = useCallCounters(search.mine);
  const pressing = counters.data?.overdue ? 'overdue' : counters.data?.today ? 'today' : 'coming';
  const bucket = search.bucket ?? pressing;
  const ready = search.bucket !== undefined || !counters.isPending;
  const query = useCalls({ bucket, mine: search.mine }, ready);
  const rows = flatten(query);
  const at = rows.findIndex((row) => row.id === search.open);
  const step = (by: number) => {
    const row = rows[at + by];
    return at >= 0 && row ? () => onSearch({ ...search, bucket, open: row.id }) : undefined;
  };
  const columns = useCallColumns(search.open !== undefined);
  const counts: Record<string, number | undefined> = {
    overdue: counters.data?.overdue,
    today: counters.data?.today,
    coming: counters.data?.coming,
  };
  const panel = search.open ? (
    <CallPanel
      key={search.open}
      id={search.open}
      onClose={() => onSearch({ ...search, open: undefined })}
      onPrevious={step(-1)}
      onNext={step(1)}
    />
  ) : null;
  return (
    <Page fill>
      <PageHeader
        title={t('calls.title')}
        subtitle={counters.data ? t('calls.doneToday', { count: counters.data.done_today }) : undefined}
        actions={
          <>
            <StoryNext toRole="service_manager" label={t('calls.story')} to="/complaints" />
            {mayUse(me.roles, REPORT_ROLES) ? (
              <PathLink className={css.link} href="/call-backs/report">
                {t('calls.toReport')}
              </PathLink>
            ) : null}
          </>
        }
      >
        <FilterBar>
          <Chips
            label={t('calls.bucket')}
            hideLabel
            size="sm"
            value={bucket}
            onChange={(value) => onSearch({ ...search, bucket: value, open: undefined })}
            options={BUCKETS.map((value) => ({
              value,
              label: [t(`bucket.${value}`), counts[value]].filter((part) => part !== undefined).join(' '),
            }))}
          />
          {me.scope === 'own' ? null : (
            <Chips
              label={t('calls.whose')}
              hideLabel
              size="sm"
              value={search.mine ? 'mine' : 'all'}
              onChange={(value) => onSearch({ ...search, mine: value === 'mine' || undefined, open: undefined })}
              options={[
                { value: 'all', label: t('all') },
                { value: 'mine', label: t('mine') },
              ]}
            />
          )}
        </FilterBar>
      </PageHeader>
      <Page.Body>
        <WithPanel panel={panel}>
          <DataList
            label={t('calls.title')}
            query={query}
            columns={columns}
            rowKey={(row) => row.id}
            rowLabel={(row) => row.customer_name || t('noName')}
            card={(row) => <CallCard row={row} />}
            onOpen={(row) => onSearch({ ...search, bucket, open: row.id })}
            openId={search.open ?? null}
            rowHeight={56}
            empty={
              <EmptyState
                icon={CheckCircleIcon}
                title={t(bucket === 'closed' ? 'calls.noneClosed' : 'calls.none')}
                text={t('calls.noneText')}
                action={<PathLink href="/customers">{t('calls.toCustomers')}</PathLink>}
              />
            }
          />
        </WithPanel>
      </Page.Body>
    </Page>
  );
}
