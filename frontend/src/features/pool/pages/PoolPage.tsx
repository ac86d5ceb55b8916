import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Button } from '@/ui/Button';
import { Chips } from '@/ui/Chips';
import { FilterBar } from '@/ui/FilterBar';
import { DataList } from '@/ui/list/DataList';
import { Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { EmptyState } from '@/ui/States';
import { useSalesLabel } from '@/ui/sales/labels';
import { useLevels } from '@/ui/sales/settings';
import { Tabs } from '@/ui/Tabs';
import { StatusTag } from '@/ui/Tag';
import { PoolCard, usePoolColumns } from '../components/columns';
import css from '../components/Pool.module.css';
import { WarningList } from '../components/WarningList';
import { useClaim, usePool, usePoolSummary, useWarnings } from '../hooks';
import { isFiltered, KINDS, type Kind, limitReached, type PoolRow, type PoolSearch } from '../model';

export interface PoolPageProps {
  search: PoolSearch;
  onSearch: (change: Partial<PoolSearch>) => void;
}

/** Customers whom nobody holds, and those who are about to be. */
export function PoolPage({ search, onSearch }: PoolPageProps) {
  const { t } = useTranslation('pool');
  const summary = usePoolSummary();
  const warnings = useWarnings();
  const view = search.view === 'warnings' ? 'warnings' : 'pool';
  return (
    <Page fill={view === 'pool'}>
      <PageHeader
        title={t('title')}
        subtitle={summary.data ? t('subtitle', { count: summary.data.total }) : undefined}
        tags={<Limits />}
      >
        <div className={css.filters}>
          <Tabs
            label={t('title')}
            value={view}
            onChange={(id) => onSearch({ view: id === 'warnings' ? 'warnings' : undefined })}
            items={[
              { id: 'pool', label: t('tab.pool'), count: summary.data?.total },
              { id: 'warnings', label: t('tab.warnings'), count: warnings.data?.items.length },
            ]}
          />
          {view === 'pool' ? <Filters search={search} onSearch={onSearch} /> : null}
        </div>
      </PageHeader>
      <Page.Body>{view === 'pool' ? <PoolTable search={search} onSearch={onSearch} /> : <WarningList />}</Page.Body>
    </Page>
  );
}

/** What the person may still take. */
function Limits() {
  const { t } = useTranslation('pool');
  const { data } = usePoolSummary();
  if (!data) return null;
  const reached = limitReached(data);
  return (
    <span className={css.limits}>
      {reached ? <StatusTag tone="danger">{t(`full.${reached}`)}</StatusTag> : null}
      <StatusTag tone={data.claims_left === 0 ? 'danger' : 'info'}>
        {data.claims_left === null ? t('claimsAny') : t('claimsLeft', { count: data.claims_left })}
      </StatusTag>
      <StatusTag>
        {data.capacity !== null
          ? t('inWork', { count: data.in_work, capacity: data.capacity })
          : t('inWorkAny', { count: data.in_work })}
      </StatusTag>
    </span>
  );
}

function Filters({ search, onSearch }: PoolPageProps) {
  const { t } = useTranslation('pool');
  const label = useSalesLabel();
  const { levels, nameOf } = useLevels();
  const { data } = usePoolSummary();
  const counts: Partial<Record<string, number>> = data?.counts ?? {};
  const shown = KINDS.filter((kind) => counts[kind] || search.kind === kind);
  return (
    <FilterBar
      search={search.q ?? ''}
      onSearch={(text) => onSearch({ q: text || undefined })}
      searchLabel={t('search')}
      filtered={isFiltered(search)}
      onClear={() => onSearch({ q: undefined, kind: undefined, level: undefined, claimable: undefined })}
    >
      <Chips<Kind | 'all'>
        hideLabel
        size="sm"
        label={t('filter.kind')}
        value={search.kind ?? 'all'}
        onChange={(kind) => onSearch({ kind: kind === 'all' ? undefined : kind })}
        options={[
          { value: 'all' as const, label: t('filter.all') },
          ...shown.map((kind) => ({ value: kind, label: `${label('poolKind', kind)} ${counts[kind] ?? 0}` })),
        ]}
      />
      <select
        className={`control ${css.select}`}
        aria-label={t('filter.level')}
        value={search.level ?? ''}
        onChange={(event) => onSearch({ level: event.target.value || undefined })}
      >
        <option value="">{t('filter.anyLevel')}</option>
        {levels.map((level) => (
          <option key={level.code} value={level.code}>
            {level.code} {nameOf(level.code)}
          </option>
        ))}
      </select>
      <label className={css.check}>
        <input
          type="checkbox"
          checked={search.claimable ?? false}
          onChange={(event) => onSearch({ claimable: event.target.checked || undefined })}
        />
        {t('filter.claimable')}
      </label>
      <label className={css.check}>
        <input
          type="checkbox"
          checked={search.oldest ?? false}
          onChange={(event) => onSearch({ oldest: event.target.checked || undefined })}
        />
        {t('filter.oldest')}
      </label>
    </FilterBar>
  );
}

function PoolTable({ search, onSearch }: PoolPageProps) {
  const { t } = useTranslation(['pool', 'sales']);
  const navigate = useNavigate();
  const list = usePool(search);
  const claim = useClaim();
  const summary = usePoolSummary();
  const disabled = claim.isPending || limitReached(summary.data) !== null;
  const take = (row: PoolRow) => claim.mutate(row);
  const columns = usePoolColumns(take, disabled);
  return (
    <DataList
      label={t('title')}
      query={list}
      columns={columns}
      rowKey={(row) => row.customer_id}
      rowLabel={(row) => `${row.customer_name || t('sales:noName')} ${row.wanted}`}
      card={(row) => <PoolCard row={row} onClaim={take} disabled={disabled} />}
      filtered={isFiltered(search)}
      onClearFilters={() => onSearch({ q: undefined, kind: undefined, level: undefined, claimable: undefined })}
      empty={
        <EmptyState
          title={t('emptyTitle')}
          text={t('emptyText')}
          action={<Button onClick={() => void navigate({ to: '/leads' })}>{t('toLeads')}</Button>}
        />
      }
    />
  );
}
