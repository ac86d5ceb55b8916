import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { OwnedVehicleRow } from '@/api/generated/aftersales/types.gen';
import { useMe } from '@/api/session';
import { mayUse } from '@/lib/roles';
import { formatDate } from '@/lib/time';
import { Chips } from '@/ui/Chips';
import { FilterBar } from '@/ui/FilterBar';
import { CarIcon } from '@/ui/icons';
import { DataList } from '@/ui/list/DataList';
import type { ListColumn } from '@/ui/list/types';
import { Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { PathLink } from '@/ui/PathLink';
import { SlaBadge } from '@/ui/SlaBadge';
import { EmptyState } from '@/ui/States';
import { StatusTag } from '@/ui/Tag';
import css from '../components/vehicles/Vehicle.module.css';
import { useVehicles } from '../hooks/useVehicles';
import { useCodeLabel, WORKSHOP } from '../model';

export interface OwnedVehiclesSearch {
  acceptance?: 'waiting' | 'overdue' | 'accepted' | undefined;
  mine?: boolean | undefined;
}

export interface OwnedVehiclesPageProps {
  search: OwnedVehiclesSearch;
  onSearch: (search: OwnedVehiclesSearch) => void;
}

function Acceptance({ row }: { row: OwnedVehicleRow }) {
  const { t } = useTranslation('aftersales');
  if (row.accepted_at) return <StatusTag tone="success">{t('vehicle.accepted')}</StatusTag>;
  return <SlaBadge due={row.acceptance_due_at} soonSeconds={7200} />;
}

/** Cars in the store's care; what sales handed over and nobody has taken yet comes to the eye first. */
export function OwnedVehiclesPage({ search, onSearch }: OwnedVehiclesPageProps) {
  const { t } = useTranslation('aftersales');
  const label = useCodeLabel();
  const me = useMe();
  const navigate = useNavigate();
  const query = useVehicles(search);
  const columns = useMemo<readonly ListColumn<OwnedVehicleRow>[]>(
    () => [
      {
        id: 'customer',
        header: t('field.customer'),
        width: '110px',
        cell: (row) => <strong>{row.customer_name || t('noName')}</strong>,
      },
      {
        id: 'car',
        header: t('vehicle.car'),
        width: 'minmax(180px, 1.6fr)',
        cell: (row) => `${row.brand} ${row.model}`,
      },
      { id: 'plate', header: t('vehicle.plate'), width: '110px', cell: (row) => row.plate ?? '–' },
      { id: 'delivered', header: t('vehicle.delivered'), width: '110px', cell: (row) => formatDate(row.delivered_on) },
      { id: 'acceptance', header: t('vehicle.acceptance'), width: '130px', cell: (row) => <Acceptance row={row} /> },
      {
        id: 'adviser',
        header: t('vehicle.adviser'),
        width: '100px',
        cell: (row) => row.service_adviser_name ?? t('unassigned'),
      },
      {
        id: 'service',
        header: t('vehicle.next'),
        width: '180px',
        cell: (row) =>
          row.next_service_on ? `${formatDate(row.next_service_on)} · ${label('dueBy', row.next_service_by)}` : '–',
      },
      {
        id: 'insurance',
        header: t('vehicle.compulsory'),
        width: '120px',
        cell: (row) => formatDate(row.compulsory_insurance_until),
      },
    ],
    [t, label],
  );
  return (
    <Page fill>
      <PageHeader title={t('vehicle.plural')} subtitle={t('vehicle.subtitle')}>
        <FilterBar>
          <Chips
            label={t('vehicle.acceptance')}
            hideLabel
            size="sm"
            value={search.acceptance ?? 'all'}
            onChange={(value) => onSearch({ ...search, acceptance: value === 'all' ? undefined : value })}
            options={(['all', 'waiting', 'overdue', 'accepted'] as const).map((value) => ({
              value,
              label: t(`vehicle.filter.${value}`),
            }))}
          />
          {mayUse(me.roles, WORKSHOP) ? (
            <Chips
              label={t('vehicle.whose')}
              hideLabel
              size="sm"
              value={search.mine ? 'mine' : 'all'}
              onChange={(value) => onSearch({ ...search, mine: value === 'mine' || undefined })}
              options={[
                { value: 'all', label: t('all') },
                { value: 'mine', label: t('mine') },
              ]}
            />
          ) : null}
        </FilterBar>
      </PageHeader>
      <Page.Body>
        <DataList
          label={t('vehicle.plural')}
          query={query}
          columns={columns}
          rowKey={(row) => row.id}
          rowLabel={(row) => `${row.customer_name ?? ''} ${row.model}`}
          card={(row) => (
            <div className={css.card}>
              <span className={css.cardTop}>
                <strong>{row.customer_name || t('noName')}</strong>
                <Acceptance row={row} />
              </span>
              <span>{[`${row.brand} ${row.model}`, row.plate].filter(Boolean).join(' · ')}</span>
              <span className={css.quiet}>
                {t('vehicle.next')} {formatDate(row.next_service_on)}
              </span>
            </div>
          )}
          onOpen={(row) => void navigate({ to: '/owned-vehicles/$vehicleId', params: { vehicleId: row.id } })}
          filtered={search.acceptance !== undefined || search.mine === true}
          onClearFilters={() => onSearch({})}
          empty={
            <EmptyState
              icon={CarIcon}
              title={t('vehicle.none')}
              text={t('vehicle.noneText')}
              action={<PathLink href="/customers">{t('calls.toCustomers')}</PathLink>}
            />
          }
        />
      </Page.Body>
    </Page>
  );
}
