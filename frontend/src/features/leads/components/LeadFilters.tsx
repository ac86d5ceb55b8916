import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/session';
import { useIsPhone } from '@/lib/media';
import { mayUse } from '@/lib/roles';
import { toast } from '@/lib/toast';
import { Chips } from '@/ui/Chips';
import { ColumnChooser } from '@/ui/list/ColumnChooser';
import { ListFilters } from '@/ui/list/filters/ListFilters';
import type { FilterField } from '@/ui/list/filters/types';
import { SortMenu } from '@/ui/list/SortMenu';
import type { ListLookState } from '@/ui/list/views/useListLook';
import { MANAGER_ROLES, SORTS } from '../model';
import { useLeadColumns } from './columns';

export interface LeadFiltersProps {
  state: ListLookState;
  fields: readonly FilterField[];
  board: boolean;
  text: string;
  onText: (text: string) => void;
  onClear: () => void;
}

const STATES = ['open', 'overdue', 'closed'] as const;

export function LeadFilters({ state, fields, board, text, onText, onClear }: LeadFiltersProps) {
  const { t } = useTranslation(['leads', 'list']);
  const phone = useIsPhone();
  const me = useMe();
  const columns = useLeadColumns(mayUse(me.roles, MANAGER_ROLES));
  const { filters, sort } = state.look;
  const now = filters.closed ? 'closed' : filters.overdue ? 'overdue' : 'open';
  const choose = (value: (typeof STATES)[number]) => {
    const next: Record<string, string> = { ...filters };
    delete next.closed;
    delete next.overdue;
    if (value !== 'open') next[value] = 'true';
    state.setFilters(next);
  };
  return (
    <ListFilters
      fields={fields}
      filters={filters}
      onFilter={state.setFilter}
      onClear={onClear}
      text={text}
      onText={onText}
      textLabel={t('filter.search')}
      lead={
        <Chips
          label={t('filter.state')}
          hideLabel
          size="sm"
          value={now}
          onChange={choose}
          options={(board ? STATES.slice(0, 2) : STATES).map((value) => ({ value, label: t(`filter.${value}`) }))}
        />
      }
      tools={
        board ? null : (
          <>
            <SortMenu
              value={sort}
              onChange={state.setSort}
              options={SORTS.map((key) => ({ key, label: t(`sort.${key}`) }))}
            />
            {phone ? null : (
              <ColumnChooser
                all={columns}
                value={state.columns}
                onChange={state.setColumns}
                onKeep={() => {
                  state.prefer({ columns: [...state.columns] });
                  toast(t('list:columnsKept'), { tone: 'success' });
                }}
              />
            )}
          </>
        )
      }
    />
  );
}
