import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/session';
import { useRegisterCommands } from '@/lib/commands';
import { mayUse } from '@/lib/roles';
import { Button } from '@/ui/Button';
import { BoardIcon, ListIcon, PlusIcon, SwapIcon } from '@/ui/icons';
import { DataList } from '@/ui/list/DataList';
import { flatten } from '@/ui/list/types';
import { Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { WithPanel } from '@/ui/SidePanel';
import { EmptyState } from '@/ui/States';
import { CreateSheet } from '../components/CreateSheet';
import { LeadCard, useLeadColumns } from '../components/columns';
import { LeadBoard } from '../components/LeadBoard';
import { LeadFilters } from '../components/LeadFilters';
import { LeadPanel } from '../components/LeadPanel';
import { ReassignSheet } from '../components/ReassignSheet';
import { useLeadList } from '../hooks/queries';
import { isFiltered, type LeadRow, type LeadSearch, MANAGER_ROLES, SELLER_ROLES } from '../model';

export interface LeadsPageProps {
  search: LeadSearch;
  onSearch: (change: Partial<LeadSearch>) => void;
}

/** Every lead in scope: as a list or by stage, one of them beside it. */
export function LeadsPage({ search, onSearch }: LeadsPageProps) {
  const { t } = useTranslation('leads');
  const me = useMe();
  const manager = mayUse(me.roles, MANAGER_ROLES);
  const seller = mayUse(me.roles, SELLER_ROLES);
  const board = search.view === 'board' && seller;
  const list = useLeadList(search);
  const rows = flatten<LeadRow>(list);
  const open = (row: LeadRow) => onSearch({ open: row.id });
  const clear = () =>
    onSearch({
      q: undefined,
      stage: undefined,
      level: undefined,
      temperature: undefined,
      owner: undefined,
      source: undefined,
      overdue: undefined,
      closed: undefined,
    });
  useRegisterCommands([
    { id: 'leads.create', group: 'sales', keys: 'n', run: () => onSearch({ new: true }) },
    ...(seller
      ? [
          {
            id: 'leads.view',
            group: 'sales' as const,
            keys: 'v',
            run: () => onSearch({ view: board ? undefined : 'board' }),
          },
        ]
      : []),
  ]);
  const at = rows.findIndex((row) => row.id === search.open);
  const step = (by: number) => {
    const row = at < 0 ? undefined : rows[at + by];
    return row && !board ? () => open(row) : undefined;
  };
  const panel = search.open ? (
    <LeadPanel
      key={search.open}
      id={search.open}
      onClose={() => onSearch({ open: undefined })}
      onPrevious={step(-1)}
      onNext={step(1)}
    />
  ) : null;
  return (
    <Page fill>
      <PageHeader
        title={t('title')}
        actions={
          <>
            {seller ? (
              <Button
                icon={board ? ListIcon : BoardIcon}
                onClick={() => onSearch({ view: board ? undefined : 'board' })}
              >
                {t(board ? 'view.list' : 'view.board')}
              </Button>
            ) : null}
            <Button variant="primary" icon={PlusIcon} keys="n" onClick={() => onSearch({ new: true })}>
              {t('create.title')}
            </Button>
          </>
        }
      >
        <LeadFilters search={search} onSearch={onSearch} onClear={clear} manager={manager} />
      </PageHeader>
      <Page.Body>
        <WithPanel panel={panel}>
          {board ? (
            <LeadBoard search={search} onOpen={open} />
          ) : (
            <LeadTable {...{ search, onSearch, list, manager, open, clear }} />
          )}
        </WithPanel>
      </Page.Body>
      {search.new ? (
        <CreateSheet
          onClose={() => onSearch({ new: undefined })}
          onCreated={(id) => onSearch({ new: undefined, open: id })}
        />
      ) : null}
    </Page>
  );
}

interface LeadTableProps extends LeadsPageProps {
  list: ReturnType<typeof useLeadList>;
  manager: boolean;
  open: (row: LeadRow) => void;
  clear: () => void;
}

function LeadTable({ search, onSearch, list, manager, open, clear }: LeadTableProps) {
  const { t } = useTranslation('leads');
  const columns = useLeadColumns(manager);
  return (
    <DataList
      label={t('title')}
      query={list}
      columns={
        search.open ? columns.filter(({ id }) => !['source', 'created', 'owner', 'temperature'].includes(id)) : columns
      }
      rowKey={(row) => row.id}
      rowLabel={(row) => `${row.customer_name || t('sales:noName')} ${row.wanted}`}
      card={(row) => <LeadCard row={row} />}
      onOpen={open}
      openId={search.open ?? null}
      sort={{ key: search.sort ?? 'newest', desc: search.sort !== 'next_contact' }}
      onSort={({ key }) => onSearch({ sort: key === 'next_contact' || key === 'score' ? key : undefined })}
      filtered={isFiltered(search)}
      onClearFilters={clear}
      {...(manager
        ? { bulkActions: (rows: LeadRow[], done: () => void) => <BulkReassign rows={rows} onDone={done} /> }
        : {})}
      empty={
        <EmptyState
          title={t('emptyTitle')}
          text={t('emptyText')}
          action={
            <Button variant="primary" icon={PlusIcon} onClick={() => onSearch({ new: true })}>
              {t('create.title')}
            </Button>
          }
        />
      }
    />
  );
}

/** In the bar of the selection: `A`, pick a person, done. */
function BulkReassign({ rows, onDone }: { rows: readonly LeadRow[]; onDone: () => void }) {
  const { t } = useTranslation('leads');
  const [picking, setPicking] = useState<readonly LeadRow[] | null>(null);
  useRegisterCommands([{ id: 'leads.reassign', group: 'sales', keys: 'a', run: () => setPicking(rows) }]);
  return (
    <>
      <Button variant="primary" size="sm" icon={SwapIcon} keys="a" onClick={() => setPicking(rows)}>
        {t('panel.reassign')}
      </Button>
      {picking ? <ReassignSheet rows={picking} onClose={() => setPicking(null)} onDone={onDone} /> : null}
    </>
  );
}
