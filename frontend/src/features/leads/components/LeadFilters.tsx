import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Chips } from '@/ui/Chips';
import { FilterBar } from '@/ui/FilterBar';
import { LAYERS } from '@/ui/interest/words';
import { useSalesLabel } from '@/ui/sales/labels';
import { leadSettingsQuery, useLevels } from '@/ui/sales/settings';
import { useAdvisers } from '../hooks/queries';
import { isFiltered, type LeadSearch, OPEN_STAGES } from '../model';
import css from './Lead.module.css';

export interface LeadFiltersProps {
  search: LeadSearch;
  onSearch: (change: Partial<LeadSearch>) => void;
  onClear: () => void;
  manager: boolean;
}

export function LeadFilters({ search, onSearch, onClear, manager }: LeadFiltersProps) {
  const { t } = useTranslation(['leads', 'interest']);
  const label = useSalesLabel();
  const { levels, nameOf } = useLevels();
  const sources = useQuery(leadSettingsQuery).data?.sources ?? [];
  const advisers = useAdvisers().data ?? [];
  const board = search.view === 'board';
  const state = search.closed ? 'closed' : search.overdue ? 'overdue' : 'open';
  return (
    <FilterBar
      {...(board ? {} : { search: search.q ?? '', onSearch: (q: string) => onSearch({ q: q || undefined }) })}
      searchLabel={t('filter.search')}
      filtered={isFiltered(search)}
      onClear={onClear}
    >
      {board ? null : (
        <Chips
          label={t('filter.state')}
          hideLabel
          size="sm"
          value={state}
          onChange={(value) =>
            onSearch({ closed: value === 'closed' || undefined, overdue: value === 'overdue' || undefined })
          }
          options={(['open', 'overdue', 'closed'] as const).map((value) => ({ value, label: t(`filter.${value}`) }))}
        />
      )}
      {board ? null : (
        <Select
          label={t('column.stage')}
          value={search.stage}
          onChange={(stage) => onSearch({ stage })}
          options={OPEN_STAGES.map((code) => [code, label('stage', code)])}
        />
      )}
      <Select
        label={t('column.level')}
        value={search.level}
        onChange={(level) => onSearch({ level })}
        options={levels.map(({ code }) => [code, `${code} ${nameOf(code)}`])}
      />
      {board ? null : (
        <Select
          label={t('column.temperature')}
          value={search.temperature}
          onChange={(temperature) => onSearch({ temperature })}
          options={LAYERS.map((layer) => [layer, t(`interest:layerLong.${layer}`)])}
        />
      )}
      {manager ? (
        <Select
          label={t('column.owner')}
          value={search.owner}
          onChange={(owner) => onSearch({ owner })}
          options={[
            ...(board ? [] : [['none', t('unassigned')] as const]),
            ...advisers.map((person) => [person.id, person.name] as const),
          ]}
        />
      ) : null}
      {board ? null : (
        <Select
          label={t('column.source')}
          value={search.source}
          onChange={(source) => onSearch({ source })}
          options={sources.map((code) => [code, label('source', code)])}
        />
      )}
    </FilterBar>
  );
}

interface SelectProps {
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  options: readonly (readonly [string, string])[];
}

/** A native select whose empty choice says what it filters. */
function Select({ label, value, onChange, options }: SelectProps) {
  const { t } = useTranslation('leads');
  return (
    <select
      className={`control ${css.select}`}
      aria-label={label}
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value || undefined)}
    >
      <option value="">{t('filter.all', { what: label })}</option>
      {options.map(([code, text]) => (
        <option key={code} value={code}>
          {text}
        </option>
      ))}
    </select>
  );
}
