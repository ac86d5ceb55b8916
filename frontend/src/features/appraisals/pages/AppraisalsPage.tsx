import { useTranslation } from 'react-i18next';
import type { AppraisalRow } from '@/api/generated/leads/types.gen';
import { useMe } from '@/api/session';
import { useRegisterCommands } from '@/lib/commands';
import { formatTime } from '@/lib/time';
import { Button } from '@/ui/Button';
import { Chips } from '@/ui/Chips';
import { toneOf, useDealLabel } from '@/ui/deal/labels';
import { FilterBar } from '@/ui/FilterBar';
import { PlusIcon } from '@/ui/icons';
import { DataList } from '@/ui/list/DataList';
import type { ListColumn } from '@/ui/list/types';
import { MoneyText } from '@/ui/MoneyText';
import { Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { WithPanel } from '@/ui/SidePanel';
import { SlaBadge } from '@/ui/SlaBadge';
import { EmptyState } from '@/ui/States';
import { StatusTag } from '@/ui/Tag';
import css from '../components/Appraisal.module.css';
import { AppraisalPanel } from '../components/AppraisalPanel';
import { RequestSheet } from '../components/RequestSheet';
import { useAppraisals } from '../hooks';
import { type AppraisalSearch, ENDED, WORK } from '../model';

export interface AppraisalsPageProps {
  search: AppraisalSearch;
  onSearch: (change: Partial<AppraisalSearch>) => void;
  onGo: (href: string) => void;
}

/** The appraiser sees their own queue, everybody else the store's. */
export function AppraisalsPage({ search, onSearch, onGo }: AppraisalsPageProps) {
  const { t } = useTranslation('appraisals');
  const label = useDealLabel();
  const me = useMe();
  const mine = search.mine ?? (me.roles.includes('appraiser') && me.roles.length === 1);
  const ended = search.status === 'ended';
  const states = search.status && !ended ? [search.status] : ended ? ENDED : WORK;
  const list = useAppraisals(states, mine);
  const columns = useColumns();
  useRegisterCommands([{ id: 'appraisals.new', group: 'sales', keys: 'n', run: () => onSearch({ new: '1' }) }]);
  const request = (
    <Button variant="primary" icon={PlusIcon} keys="n" onClick={() => onSearch({ new: '1' })}>
      {t('request.title')}
    </Button>
  );
  return (
    <Page fill>
      <PageHeader title={t('title')} actions={request}>
        <FilterBar filtered={Boolean(search.status)} onClear={() => onSearch({ status: undefined })}>
          <Chips
            label={t('whose')}
            hideLabel
            size="sm"
            value={mine ? 'mine' : 'all'}
            onChange={(value) => onSearch({ mine: value === 'mine' })}
            options={(['all', 'mine'] as const).map((value) => ({ value, label: t(`scope.${value}`) }))}
          />
          <Chips
            label={t('status')}
            hideLabel
            size="sm"
            value={search.status ?? null}
            onChange={(status) => onSearch({ status })}
            options={[
              ...WORK.map((value) => ({ value: value as string, label: label('appraisal', value) })),
              { value: 'ended', label: t('ended') },
            ]}
          />
        </FilterBar>
      </PageHeader>
      <Page.Body>
        <WithPanel
          panel={
            search.open ? (
              <AppraisalPanel
                key={search.open}
                id={search.open}
                onClose={() => onSearch({ open: undefined })}
                onGo={onGo}
              />
            ) : null
          }
        >
          <DataList
            label={t('title')}
            query={list}
            columns={search.open ? columns.filter(({ id }) => !['value', 'at', 'score'].includes(id)) : columns}
            rowKey={(row) => row.id}
            rowLabel={(row) => `${row.brand} ${row.series} ${row.customer_name ?? ''}`}
            card={(row) => <Card row={row} />}
            onOpen={(row) => onSearch({ open: row.id })}
            openId={search.open ?? null}
            filtered={Boolean(search.status) || search.mine !== undefined}
            onClearFilters={() => onSearch({ status: undefined, mine: undefined })}
            empty={<EmptyState title={t('empty')} text={t('emptyText')} action={request} />}
          />
        </WithPanel>
      </Page.Body>
      {search.new ? (
        <RequestSheet
          customerId={search.new === '1' ? null : search.new}
          onClose={() => onSearch({ new: undefined })}
          onRequested={(made) => onSearch({ new: undefined, open: made.id })}
        />
      ) : null}
    </Page>
  );
}

function useColumns(): ListColumn<AppraisalRow>[] {
  const { t } = useTranslation('appraisals');
  const label = useDealLabel();
  return [
    {
      id: 'car',
      header: t('field.car'),
      width: 'minmax(180px, 1.5fr)',
      cell: (row) => (
        <>
          <strong>{`${row.brand} ${row.series}`}</strong>{' '}
          <span className={css.quiet}>{[row.model_year, row.plate].filter(Boolean).join(' · ')}</span>
        </>
      ),
    },
    { id: 'customer', header: t('field.customer'), width: '110px', cell: (row) => row.customer_name },
    {
      id: 'status',
      header: t('status'),
      width: '124px',
      cell: (row) => (
        <StatusTag dot tone={toneOf(row.status)}>
          {label('appraisal', row.status)}
        </StatusTag>
      ),
    },
    { id: 'appraiser', header: t('field.appraiser'), width: '100px', cell: (row) => row.assignee_name ?? t('nobody') },
    {
      id: 'score',
      header: t('score'),
      width: '90px',
      cell: (row) => (row.score === null ? '–' : `${row.score} / ${row.grade ?? ''}`),
    },
    {
      id: 'value',
      header: t('field.value'),
      width: '110px',
      align: 'end',
      cell: (row) => <MoneyText fen={row.offer_fen ?? row.value_fen} />,
    },
    { id: 'at', header: t('field.at'), width: '150px', cell: (row) => <When row={row} /> },
  ];
}

function When({ row }: { row: AppraisalRow }) {
  if (row.status === 'offered') return <SlaBadge due={row.offer_until} soonSeconds={86_400} />;
  return <span className={css.quiet}>{formatTime(row.starts_at ?? row.created_at)}</span>;
}

function Card({ row }: { row: AppraisalRow }) {
  const label = useDealLabel();
  return (
    <div className={css.card}>
      <p className={css.line}>
        <strong>{`${row.brand} ${row.series}`}</strong>
        <StatusTag tone={toneOf(row.status)}>{label('appraisal', row.status)}</StatusTag>
      </p>
      <p className={css.quiet}>{[row.customer_name, row.plate, row.model_year].filter(Boolean).join(' · ')}</p>
      <p className={css.line}>
        <When row={row} />
        {row.value_fen ? <MoneyText fen={row.offer_fen ?? row.value_fen} /> : null}
      </p>
    </div>
  );
}
