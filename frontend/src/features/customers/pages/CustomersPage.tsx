import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/session';
import { Chips } from '@/ui/Chips';
import { FilterBar } from '@/ui/FilterBar';
import { IdcardIcon } from '@/ui/icons';
import { DataList } from '@/ui/list/DataList';
import { Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { PathLink } from '@/ui/PathLink';
import { EmptyState } from '@/ui/States';
import { CustomerCard, useCustomerColumns } from '../components/CustomerRows';
import { useCustomerList } from '../hooks/useCustomers';
import { LIFECYCLES } from '../model';

export interface CustomersSearch {
  lifecycle?: string | undefined;
  mine?: boolean | undefined;
}

export interface CustomersPageProps {
  search: CustomersSearch;
  onSearch: (search: CustomersSearch) => void;
}

/** Everybody the store knows. What is typed (a name, a number's tail) is personal and stays out of the URL. */
export function CustomersPage({ search, onSearch }: CustomersPageProps) {
  const { t } = useTranslation('customers');
  const me = useMe();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const columns = useCustomerColumns();
  const wide = me.scope !== 'own';
  const query = useCustomerList({
    query: text.trim().length > 1 ? text.trim() : undefined,
    lifecycle: search.lifecycle,
    owner_id: search.mine ? me.staff_id : undefined,
  });
  const clear = () => {
    setText('');
    onSearch({});
  };
  const filtered = text !== '' || search.lifecycle !== undefined || search.mine === true;
  return (
    <Page fill>
      <PageHeader title={t('title')} subtitle={t('subtitle')}>
        <FilterBar search={text} onSearch={setText} searchLabel={t('search')} filtered={filtered} onClear={clear}>
          {wide ? (
            <Chips
              label={t('whose')}
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
          <select
            className="control"
            style={{ width: 'auto' }}
            aria-label={t('field.lifecycle')}
            value={search.lifecycle ?? ''}
            onChange={(event) => onSearch({ ...search, lifecycle: event.target.value || undefined })}
          >
            <option value="">{t('anyLifecycle')}</option>
            {LIFECYCLES.map((code) => (
              <option key={code} value={code}>
                {t(`lifecycle.${code}`)}
              </option>
            ))}
          </select>
        </FilterBar>
      </PageHeader>
      <Page.Body>
        <DataList
          label={t('title')}
          query={query}
          columns={columns}
          rowKey={(row) => row.id}
          rowLabel={(row) => row.name || t('noName')}
          card={(row) => <CustomerCard row={row} />}
          onOpen={(row) => void navigate({ to: '/customers/$customerId', params: { customerId: row.id } })}
          rowHeight={56}
          filtered={filtered}
          onClearFilters={clear}
          empty={
            <EmptyState
              icon={IdcardIcon}
              title={t('emptyTitle')}
              text={t('emptyText')}
              action={<PathLink href="/leads?new=true">{t('emptyAction')}</PathLink>}
            />
          }
        />
      </Page.Body>
    </Page>
  );
}
