import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountOpen } from '@/api/generated/leads/types.gen';
import { useRegisterCommands } from '@/lib/commands';
import { randomId } from '@/lib/ids';
import { formatTime } from '@/lib/time';
import { Button } from '@/ui/Button';
import { Chips } from '@/ui/Chips';
import { FilterBar } from '@/ui/FilterBar';
import { ApartmentIcon, PlusIcon } from '@/ui/icons';
import { DataList } from '@/ui/list/DataList';
import type { ListColumn } from '@/ui/list/types';
import { Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { EmptyState } from '@/ui/States';
import { StatusTag } from '@/ui/Tag';
import { type Field, FieldsSheet } from '../components/FieldsSheet';
import css from '../components/KeyAccounts.module.css';
import { useAccounts, useOpenAccount } from '../hooks';
import { type AccountRow, type AccountsSearch, CLASS_TONES, CLASSES, STAGE_TONES, TYPES } from '../model';

export interface KeyAccountsPageProps {
  search: AccountsSearch;
  onSearch: (search: AccountsSearch) => void;
}

/** Companies that are worked by plan, whoever is to be visited first. */
export function KeyAccountsPage({ search, onSearch }: KeyAccountsPageProps) {
  const { t } = useTranslation('key-accounts');
  const navigate = useNavigate();
  const query = useAccounts(search);
  const columns = useColumns();
  const start = () => onSearch({ ...search, new: true });
  useRegisterCommands([{ id: 'keyAccounts.open', group: 'sales', keys: 'n', run: start }]);
  const filtered = Boolean(search.q || search.class || search.due);
  return (
    <Page fill>
      <PageHeader
        title={t('title')}
        subtitle={t('subtitle')}
        actions={
          <Button variant="primary" icon={PlusIcon} keys="n" onClick={start}>
            {t('open.action')}
          </Button>
        }
      >
        <FilterBar
          search={search.q ?? ''}
          searchLabel={t('search')}
          onSearch={(q) => onSearch({ ...search, q: q || undefined })}
          filtered={filtered}
          onClear={() => onSearch({})}
        >
          <Chips
            label={t('column.class')}
            hideLabel
            size="sm"
            value={search.due ? 'due' : (search.class ?? 'all')}
            onChange={(value) =>
              onSearch({
                q: search.q,
                class: value === 'all' || value === 'due' ? undefined : value,
                due: value === 'due' || undefined,
              })
            }
            options={[
              { value: 'all', label: t('all') },
              { value: 'due', label: t('due') },
              ...CLASSES.map((value) => ({ value: value as string, label: t(`class.${value}`) })),
            ]}
          />
        </FilterBar>
      </PageHeader>
      <Page.Body>
        <DataList
          label={t('title')}
          query={query}
          columns={columns}
          rowKey={(row) => row.id}
          rowLabel={(row) => row.name}
          card={(row) => <AccountCard row={row} />}
          onOpen={(row) => void navigate({ to: '/key-accounts/$accountId', params: { accountId: row.id } })}
          filtered={filtered}
          onClearFilters={() => onSearch({})}
          empty={
            <EmptyState
              icon={ApartmentIcon}
              title={t('empty')}
              text={t('emptyText')}
              action={<Button onClick={start}>{t('open.action')}</Button>}
            />
          }
        />
      </Page.Body>
      {search.new ? <OpenSheet onClose={() => onSearch({ ...search, new: undefined })} /> : null}
    </Page>
  );
}

function useColumns(): readonly ListColumn<AccountRow>[] {
  const { t } = useTranslation('key-accounts');
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('column.name'),
        width: 'minmax(200px, 1.6fr)',
        cell: (row) => (
          <>
            <strong>{row.name}</strong> <span className={css.quiet}>{row.parent_name}</span>
          </>
        ),
      },
      {
        id: 'class',
        header: t('column.class'),
        width: '110px',
        cell: (row) => <StatusTag tone={CLASS_TONES[row.account_class]}>{t(`class.${row.account_class}`)}</StatusTag>,
      },
      {
        id: 'stage',
        header: t('column.stage'),
        width: '110px',
        cell: (row) => (
          <StatusTag tone={STAGE_TONES[row.stage]} dot>
            {t(`stage.${row.stage}`)}
          </StatusTag>
        ),
      },
      { id: 'type', header: t('column.type'), width: '120px', cell: (row) => t(`type.${row.account_type}`) },
      { id: 'fleet', header: t('column.fleet'), width: '90px', cell: (row) => row.fleet_units || '–' },
      {
        id: 'agreement',
        header: t('column.agreement'),
        width: '130px',
        cell: (row) => (row.agreement_until ? formatTime(row.agreement_until, 'date') : '–'),
      },
      {
        id: 'next',
        header: t('column.next'),
        width: '130px',
        cell: (row) => (
          <span className={row.visit_overdue ? css.late : undefined}>{formatTime(row.next_visit_at, 'date')}</span>
        ),
      },
      { id: 'owner', header: t('column.owner'), width: '110px', cell: (row) => row.owner_name ?? '–' },
    ],
    [t],
  );
}

function AccountCard({ row }: { row: AccountRow }) {
  const { t } = useTranslation('key-accounts');
  return (
    <div className={css.card}>
      <span className={css.between}>
        <strong>{row.name}</strong>
        <StatusTag tone={CLASS_TONES[row.account_class]}>{t(`class.${row.account_class}`)}</StatusTag>
      </span>
      <span className={css.between}>
        <span className={css.quiet}>
          {t(`stage.${row.stage}`)} · {t('fleetUnits', { count: row.fleet_units })}
        </span>
        <span className={row.visit_overdue ? css.late : css.quiet}>
          {t('nextVisit', { day: formatTime(row.next_visit_at, 'date') })}
        </span>
      </span>
    </div>
  );
}

function OpenSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('key-accounts');
  const navigate = useNavigate();
  const open = useOpenAccount();
  const [key] = useState(randomId);
  const fields: Field[] = [
    { name: 'name', label: t('open.name'), kind: 'text', required: true },
    { name: 'mobile', label: t('open.mobile'), kind: 'tel', required: true, hint: t('open.mobileHint') },
    { name: 'contact_name', label: t('open.contact'), kind: 'text' },
    {
      name: 'account_type',
      label: t('column.type'),
      kind: 'choice',
      options: TYPES.map((value) => ({ value, label: t(`type.${value}`) })),
    },
  ];
  return (
    <FieldsSheet
      title={t('open.title')}
      fields={fields}
      start={{ account_type: 'enterprise' }}
      submit={t('open.save')}
      error={open.error}
      pending={open.isPending}
      onClose={onClose}
      onSubmit={(values) =>
        open.mutate(
          { body: values as unknown as AccountOpen, idempotencyKey: key },
          {
            onSuccess: (account) =>
              void navigate({ to: '/key-accounts/$accountId', params: { accountId: account.id } }),
          },
        )
      }
    />
  );
}
