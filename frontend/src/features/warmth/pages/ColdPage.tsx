import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import type { ColdRow, PageColdRow } from '@/api/generated/leads/types.gen';
import { formatTime } from '@/lib/time';
import { toast } from '@/lib/toast';
import { Button } from '@/ui/Button';
import { Chips } from '@/ui/Chips';
import { ScoreCell } from '@/ui/interest/Badges';
import { interestKeys } from '@/ui/interest/queries';
import { DataList } from '@/ui/list/DataList';
import type { ListColumn } from '@/ui/list/types';
import { Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { PathLink } from '@/ui/PathLink';
import { EmptyState } from '@/ui/States';
import { crowdKeys } from '@/ui/sales/keys';
import { StatusTag } from '@/ui/Tag';
import css from '../components/Warmth.module.css';

export type ColdState = 'open' | 'done' | 'all';

export interface ColdPageProps {
  state: ColdState;
  onState: (state: ColdState) => void;
  onOpen: (row: ColdRow) => void;
}

const COLD = '/api/v1/leads/cold-customers';
const SCREENED: Record<ColdState, boolean | undefined> = { open: false, done: true, all: undefined };

/** Cold ones, looked through by hand: worth a person's time, or left to the automation. */
export function ColdPage({ state, onState, onOpen }: ColdPageProps) {
  const { t } = useTranslation('warmth');
  const list = useInfiniteQuery({
    queryKey: [...interestKeys.cold, state],
    queryFn: ({ pageParam, signal }) =>
      api<PageColdRow>(COLD, { query: { screened: SCREENED[state], limit: 50, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
  });
  return (
    <Page fill>
      <PageHeader title={t('cold.title')} subtitle={t('cold.subtitle')}>
        <Chips
          label={t('cold.state')}
          hideLabel
          size="sm"
          value={state}
          onChange={onState}
          options={(['open', 'done', 'all'] as const).map((value) => ({ value, label: t(`cold.${value}`) }))}
        />
      </PageHeader>
      <Page.Body>
        <DataList
          label={t('cold.title')}
          query={list}
          columns={useColumns()}
          rowKey={(row) => row.customer_id}
          rowLabel={(row) => row.customer_name || t('cold.noName')}
          card={(row) => <ColdCard row={row} />}
          onOpen={onOpen}
          filtered={state === 'done'}
          onClearFilters={() => onState('all')}
          empty={
            <EmptyState
              title={t('cold.empty')}
              text={t('cold.emptyText')}
              action={<PathLink href="/leads">{t('cold.emptyAction')}</PathLink>}
            />
          }
        />
      </Page.Body>
    </Page>
  );
}

function useColumns(): ListColumn<ColdRow>[] {
  const { t } = useTranslation('warmth');
  return [
    {
      id: 'customer',
      header: t('cold.customer'),
      width: 'minmax(160px, 1.2fr)',
      cell: (row) => (
        <>
          <strong>{row.customer_name || t('cold.noName')}</strong>{' '}
          <span className={css.small}>{row.mobile_masked}</span>
        </>
      ),
    },
    { id: 'wanted', header: t('cold.wanted'), width: 'minmax(120px, 1fr)', cell: (row) => row.wanted || '–' },
    {
      id: 'score',
      header: t('cold.score'),
      width: '120px',
      cell: (row) => <ScoreCell score={row.score} reasons={row.score_reasons} />,
    },
    { id: 'since', header: t('cold.since'), width: '110px', cell: (row) => formatTime(row.since, 'date') },
    {
      id: 'last',
      header: t('cold.last'),
      width: '110px',
      cell: (row) => (row.last_contact_at ? formatTime(row.last_contact_at, 'date') : '–'),
    },
    { id: 'owner', header: t('cold.owner'), width: '90px', cell: (row) => row.owner_name ?? '–' },
    { id: 'decide', header: t('cold.decide'), width: '220px', cell: (row) => <Decide row={row} /> },
  ];
}

function ColdCard({ row }: { row: ColdRow }) {
  const { t } = useTranslation('warmth');
  return (
    <div className={css.card}>
      <span className={`${css.line} ${css.spread}`}>
        <strong>{row.customer_name || t('cold.noName')}</strong>
        <span className={css.small}>{formatTime(row.since, 'date')}</span>
      </span>
      <span>{row.wanted || '–'}</span>
      <ScoreCell score={row.score} reasons={row.score_reasons} />
      <Decide row={row} />
    </div>
  );
}

function Decide({ row }: { row: ColdRow }) {
  const { t } = useTranslation('warmth');
  const client = useQueryClient();
  const screen = useMutation({
    mutationFn: (decision: 'work' | 'leave') =>
      api(`${COLD}/${row.customer_id}/screening`, { method: 'POST', body: { decision } }),
    onSuccess: (_, decision) =>
      toast(t(decision === 'work' ? 'cold.worked' : 'cold.leftDone', { name: row.customer_name }), {
        tone: 'success',
      }),
    onSettled: () => {
      for (const queryKey of [interestKeys.cold, ...crowdKeys]) void client.invalidateQueries({ queryKey });
    },
  });
  return (
    <span className={css.line}>
      <Button size="sm" variant="soft" loading={screen.isPending} onClick={() => screen.mutate('work')}>
        {t('cold.work')}
      </Button>
      {row.screened_at ? (
        <StatusTag>{t('cold.left')}</StatusTag>
      ) : (
        <Button size="sm" variant="ghost" disabled={screen.isPending} onClick={() => screen.mutate('leave')}>
          {t('cold.leave')}
        </Button>
      )}
    </span>
  );
}
