import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '@/lib/cx';
import { useIsPhone } from '@/lib/media';
import { Button } from '../../Button';
import { SearchBox } from '../../FilterBar';
import { CloseIcon, DownIcon, FilterIcon } from '../../icons';
import { Popover } from '../../Popover';
import { Sheet } from '../../Sheet';
import { FieldEditor } from './FieldEditor';
import css from './filters.module.css';
import type { FilterField, FilterState } from './types';
import { useFilterWords } from './words';

export interface ListFiltersProps {
  fields: readonly FilterField[];
  filters: FilterState;
  onFilter: (id: string, value: string | undefined) => void;
  onClear: () => void;
  /** what is typed is personal: it stays out of the address and out of saved views */
  text?: string;
  onText?: (text: string) => void;
  textLabel?: string;
  /** chips in front of the pills: open, overdue, closed */
  lead?: ReactNode;
  /** order, columns */
  tools?: ReactNode;
}

/** Search, pills for what is asked most, a panel for all the rest, and a chip for each filter that is set. */
export function ListFilters(props: ListFiltersProps) {
  const { filters, onFilter, onClear, text = '', onText, textLabel, lead, tools } = props;
  const fields = props.fields.filter((field) => !field.elsewhere);
  const { t } = useTranslation(['list', 'ui']);
  const phone = useIsPhone();
  const quick = phone ? [] : fields.filter((field) => field.quick && field.kind === 'choice');
  const set = fields.filter((field) => filters[field.id] !== undefined);
  const chips = set.filter((field) => !quick.includes(field));
  const clearAll =
    set.length > 0 || text ? (
      <Button size="sm" variant="ghost" icon={CloseIcon} onClick={onClear}>
        {t('ui:state.clearFilters')}
      </Button>
    ) : null;
  return (
    <search className={css.filters}>
      <div className={css.bar}>
        {onText ? <SearchBox value={text} onSearch={onText} label={textLabel ?? t('ui:list.search')} /> : null}
        <div className={css.controls}>
          {lead}
          {quick.map((field) => (
            <Pill
              key={field.id}
              field={field}
              value={filters[field.id]}
              onChange={(value) => onFilter(field.id, value)}
            />
          ))}
          <MoreFilters {...props} fields={fields} count={set.length} phone={phone} />
          {chips.length === 0 ? clearAll : null}
          <span className={css.tools}>{tools}</span>
        </div>
      </div>
      {chips.length > 0 ? (
        <div className={css.chips}>
          {chips.map((field) => (
            <ActiveChip key={field.id} field={field} value={filters[field.id] ?? ''} onFilter={onFilter} />
          ))}
          {clearAll}
        </div>
      ) : null}
    </search>
  );
}

interface PillProps {
  field: FilterField;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

function Pill({ field, value, onChange }: PillProps) {
  const { t } = useTranslation('list');
  const words = useFilterWords();
  return (
    <span className={cx(css.pill, value !== undefined && css.on)}>
      <Popover
        label={field.label}
        trigger={(trigger) => (
          <button type="button" className={css.pillButton} {...trigger}>
            {value === undefined ? field.label : t('chip', { what: field.label, value: words(field, value) })}
            <DownIcon />
          </button>
        )}
      >
        {() => <FieldEditor field={field} value={value} onChange={onChange} hideLabel />}
      </Popover>
      {value === undefined ? null : <TakeAway label={field.label} onClick={() => onChange(undefined)} />}
    </span>
  );
}

interface ActiveChipProps {
  field: FilterField;
  value: string;
  onFilter: ListFiltersProps['onFilter'];
}

function ActiveChip({ field, value, onFilter }: ActiveChipProps) {
  const { t } = useTranslation('list');
  const words = useFilterWords();
  const shown = words(field, value);
  return (
    <span className={cx(css.pill, css.on)}>
      <Popover
        label={field.label}
        trigger={(trigger) => (
          <button type="button" className={css.pillButton} {...trigger}>
            {shown ? t('chip', { what: field.label, value: shown }) : field.label}
          </button>
        )}
      >
        {() => <FieldEditor field={field} value={value} onChange={(next) => onFilter(field.id, next)} />}
      </Popover>
      <TakeAway label={field.label} onClick={() => onFilter(field.id, undefined)} />
    </span>
  );
}

function TakeAway({ label, onClick }: { label: string; onClick: () => void }) {
  const { t } = useTranslation('list');
  return (
    <button type="button" className={css.away} aria-label={t('without', { what: label })} onClick={onClick}>
      <CloseIcon />
    </button>
  );
}

function MoreFilters({
  fields,
  filters,
  onFilter,
  onClear,
  count,
  phone,
}: ListFiltersProps & { count: number; phone: boolean }) {
  const { t } = useTranslation(['list', 'ui']);
  const [open, setOpen] = useState(false);
  const label = count > 0 ? t('filtersCount', { count }) : t(phone ? 'filters' : 'moreFilters');
  const panel = <Panel fields={fields} filters={filters} onFilter={onFilter} />;
  if (!phone)
    return (
      <Popover
        label={t('moreFilters')}
        width="lg"
        trigger={(trigger) => (
          <Button size="sm" icon={FilterIcon} {...trigger}>
            {label}
          </Button>
        )}
      >
        {() => panel}
      </Popover>
    );
  return (
    <>
      <Button size="sm" icon={FilterIcon} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Sheet
        open={open}
        onClose={() => setOpen(false)}
        title={t('filters')}
        footer={
          <div className={css.foot}>
            <Button onClick={onClear} disabled={count === 0}>
              {t('ui:state.clearFilters')}
            </Button>
            <Button variant="primary" block onClick={() => setOpen(false)}>
              {t('show')}
            </Button>
          </div>
        }
      >
        {panel}
      </Sheet>
    </>
  );
}

function Panel({ fields, filters, onFilter }: Pick<ListFiltersProps, 'fields' | 'filters' | 'onFilter'>) {
  const groups = [...new Set(fields.map((field) => field.group))];
  return (
    <div className={css.panel}>
      {groups.map((group) => (
        <section key={group} className={css.section} aria-label={group}>
          <h3 className={css.heading}>{group}</h3>
          <div className={css.fields}>
            {fields
              .filter((field) => field.group === group)
              .map((field) => (
                <FieldEditor
                  key={field.id}
                  field={field}
                  value={filters[field.id]}
                  onChange={(value) => onFilter(field.id, value)}
                />
              ))}
          </div>
        </section>
      ))}
    </div>
  );
}
