import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/session';
import { useStoreDay } from '@/lib/clock';
import { useIsPhone } from '@/lib/media';
import { toast } from '@/lib/toast';
import { Chips } from '@/ui/Chips';
import { IdcardIcon } from '@/ui/icons';
import { ColumnChooser } from '@/ui/list/ColumnChooser';
import { chosenColumns } from '@/ui/list/columns';
import { DataList } from '@/ui/list/DataList';
import { ListFilters } from '@/ui/list/filters/ListFilters';
import type { SearchValue } from '@/ui/list/filters/types';
import { SortMenu } from '@/ui/list/SortMenu';
import { SavedViewTabs } from '@/ui/list/views/SavedViewTabs';
import { useListLook } from '@/ui/list/views/useListLook';
import { Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { PathLink } from '@/ui/PathLink';
import { EmptyState } from '@/ui/States';
import { CustomerCard, useCustomerColumns } from '../components/CustomerRows';
import { useCustomerFields } from '../hooks/useCustomerFields';
import { useCustomerList } from '../hooks/useCustomers';
import { filterQuery, SORTS } from '../model';

export interface CustomersPageProps {
  search: Record<string, SearchValue>;
  onSearch: (change: Record<string, SearchValue>) => void;
}

/** Everybody the store knows. What is typed (a name, a number's tail) is personal and stays out of the URL. */
export function CustomersPage({ search, onSearch }: CustomersPageProps) {
  const { t } = useTranslation(['customers', 'list']);
  const me = useMe();
  const phone = useIsPhone();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const all = useCustomerColumns();
  const fields = useCustomerFields();
  const state = useListLook({ list: 'customers', search, onSearch, fields, sorts: SORTS });
  const { filters, sort } = state.look;
  const query = useCustomerList(
    { ...filterQuery(filters, text, useStoreDay(), me.staff_id), order: sort },
    !state.pending,
  );
  const clear = () => {
    setText('');
    state.clear();
  };
  const columns = (
    <ColumnChooser
      all={all}
      value={state.columns}
      onChange={state.setColumns}
      onKeep={() => {
        state.prefer({ columns: [...state.columns] });
        toast(t('list:columnsKept'), { tone: 'success' });
      }}
    />
  );
  return (
    <Page fill>
      <PageHeader title={t('title')} subtitle={t('subtitle')}>
        <SavedViewTabs state={state} label={t('title')} />
        <ListFilters
          fields={fields}
          filters={filters}
          onFilter={state.setFilter}
          onClear={clear}
          text={text}
          onText={setText}
          textLabel={t('search')}
          lead={
            me.scope === 'own' ? null : (
              <Chips
                label={t('whose')}
                hideLabel
                size="sm"
                value={filters.mine ? 'mine' : 'all'}
                onChange={(value) => state.setFilter('mine', value === 'mine' ? 'true' : undefined)}
                options={[
                  { value: 'all', label: t('all') },
                  { value: 'mine', label: t('mine') },
                ]}
              />
            )
          }
          tools={
            <>
              <SortMenu
                value={sort}
                onChange={state.setSort}
                options={SORTS.map((key) => ({ key, label: t(`sort.${key}`) }))}
              />
              {phone ? null : columns}
            </>
          }
        />
      </PageHeader>
      <Page.Body>
        <DataList
          label={t('title')}
          query={query}
          columns={chosenColumns(all, state.columns)}
          rowKey={(row) => row.id}
          rowLabel={(row) => row.name || t('noName')}
          card={(row) => <CustomerCard row={row} />}
          onOpen={(row) => void navigate({ to: '/customers/$customerId', params: { customerId: row.id } })}
          rowHeight={56}
          sort={{ key: sort, desc: sort === 'newest' }}
          onSort={({ key }) => state.setSort(key)}
          filtered={text !== '' || Object.keys(filters).length > 0}
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
