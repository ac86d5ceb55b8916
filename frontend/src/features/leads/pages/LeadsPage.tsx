import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/session';
import { useStoreDay } from '@/lib/clock';
import { useRegisterCommands } from '@/lib/commands';
import { mayUse } from '@/lib/roles';
import { Button } from '@/ui/Button';
import { BoardIcon, ListIcon, PlusIcon } from '@/ui/icons';
import type { SearchValue } from '@/ui/list/filters/types';
import { flatten } from '@/ui/list/types';
import { SavedViewTabs } from '@/ui/list/views/SavedViewTabs';
import { useListLook } from '@/ui/list/views/useListLook';
import { Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { WithPanel } from '@/ui/SidePanel';
import { CreateSheet } from '../components/CreateSheet';
import { LeadBoard } from '../components/LeadBoard';
import { LeadFilters } from '../components/LeadFilters';
import { LeadPanel } from '../components/LeadPanel';
import { LeadTable } from '../components/LeadTable';
import { useLeadList } from '../hooks/queries';
import { useLeadFields } from '../hooks/useLeadFields';
import { filterQuery, type LeadRow, type LeadSearch, SELLER_ROLES, SORTS } from '../model';

export interface LeadsPageProps {
  search: LeadSearch;
  onSearch: (change: Record<string, SearchValue>) => void;
}

/** Every lead in scope: as a list or by stage, one of them beside it. What is typed is personal and stays here. */
export function LeadsPage({ search, onSearch }: LeadsPageProps) {
  const { t } = useTranslation('leads');
  const me = useMe();
  const seller = mayUse(me.roles, SELLER_ROLES);
  const fields = useLeadFields();
  const state = useListLook({ list: 'leads', search, onSearch, fields, sorts: SORTS });
  const [text, setText] = useState('');
  const board = state.look.layout === 'board' && seller;
  const query = filterQuery(state.look.filters, text, useStoreDay());
  const list = useLeadList(query, state.look.sort, !board && !state.pending);
  const rows = flatten<LeadRow>(list);
  const open = (row: LeadRow) => onSearch({ open: row.id });
  const clear = () => {
    setText('');
    state.clear();
  };
  const swap = () => state.setLayout(board ? 'list' : 'board');
  useRegisterCommands([
    { id: 'leads.create', group: 'sales', keys: 'n', run: () => onSearch({ new: true }) },
    ...(seller ? [{ id: 'leads.view', group: 'sales' as const, keys: 'v', run: swap }] : []),
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
  const shared = { state, query, open, openId: search.open ?? null };
  return (
    <Page fill>
      <PageHeader
        title={t('title')}
        actions={
          <>
            {seller ? (
              <Button icon={board ? ListIcon : BoardIcon} onClick={swap}>
                {t(board ? 'view.list' : 'view.board')}
              </Button>
            ) : null}
            <Button variant="primary" icon={PlusIcon} keys="n" onClick={() => onSearch({ new: true })}>
              {t('create.title')}
            </Button>
          </>
        }
      >
        <SavedViewTabs state={state} label={t('title')} />
        <LeadFilters state={state} fields={fields} board={board} text={text} onText={setText} onClear={clear} />
      </PageHeader>
      <Page.Body>
        <WithPanel panel={panel}>
          {board ? (
            <LeadBoard {...shared} />
          ) : (
            <LeadTable
              {...shared}
              list={list}
              filtered={text !== '' || Object.keys(state.look.filters).length > 0}
              onClear={clear}
              onCreate={() => onSearch({ new: true })}
            />
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
