import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/session';
import { mayUse } from '@/lib/roles';
import { Button } from '@/ui/Button';
import { PlusIcon } from '@/ui/icons';
import { chosenColumns } from '@/ui/list/columns';
import { DataList } from '@/ui/list/DataList';
import type { ListLookState } from '@/ui/list/views/useListLook';
import { EmptyState } from '@/ui/States';
import type { useLeadList } from '../hooks/queries';
import { type LeadRow, MANAGER_ROLES, SELLER_ROLES } from '../model';
import { BulkActions } from './BulkActions';
import { LeadCard, useLeadColumns } from './columns';

export interface LeadTableProps {
  state: ListLookState;
  list: ReturnType<typeof useLeadList>;
  open: (row: LeadRow) => void;
  openId: string | null;
  filtered: boolean;
  onClear: () => void;
  onCreate: () => void;
}

/** What the heading of a column sorts by; which way, the order itself says. */
const ASCENDING = new Set(['next_contact', 'risk', 'last_contact']);
const BESIDE_A_PANEL = new Set(['level', 'customer', 'wanted', 'stage', 'next']);

export function LeadTable({ state, list, open, openId, filtered, onClear, onCreate }: LeadTableProps) {
  const { t } = useTranslation('leads');
  const me = useMe();
  const columns = chosenColumns(useLeadColumns(mayUse(me.roles, MANAGER_ROLES)), state.columns);
  const { sort } = state.look;
  return (
    <DataList
      label={t('title')}
      query={list}
      columns={openId ? columns.filter(({ id }) => BESIDE_A_PANEL.has(id)) : columns}
      rowKey={(row) => row.id}
      rowLabel={(row) => `${row.customer_name || t('sales:noName')} ${row.wanted}`}
      card={(row) => <LeadCard row={row} />}
      onOpen={open}
      openId={openId}
      sort={{ key: sort, desc: !ASCENDING.has(sort) }}
      onSort={({ key }) => state.setSort(key)}
      filtered={filtered}
      onClearFilters={onClear}
      {...(mayUse(me.roles, SELLER_ROLES)
        ? { bulkActions: (rows: LeadRow[], done: () => void) => <BulkActions rows={rows} onDone={done} /> }
        : {})}
      empty={
        <EmptyState
          title={t('emptyTitle')}
          text={t('emptyText')}
          action={
            <Button variant="primary" icon={PlusIcon} onClick={onCreate}>
              {t('create.title')}
            </Button>
          }
        />
      }
    />
  );
}
