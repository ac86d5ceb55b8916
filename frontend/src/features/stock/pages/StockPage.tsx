import { useTranslation } from 'react-i18next';
import type { CarModelRow, CarRow } from '@/api/generated/leads/types.gen';
import { formatDate } from '@/lib/time';
import { Chips } from '@/ui/Chips';
import { toneOf, useDealLabel } from '@/ui/deal/labels';
import { FilterBar } from '@/ui/FilterBar';
import { DataList } from '@/ui/list/DataList';
import type { ListColumn } from '@/ui/list/types';
import { MoneyText } from '@/ui/MoneyText';
import { Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { EmptyState } from '@/ui/States';
import { Tabs } from '@/ui/Tabs';
import { StatusTag, type Tone } from '@/ui/Tag';
import { type StockSearch, useCars, useCatalogue } from '../hooks';
import css from './Stock.module.css';

export interface StockPageProps {
  search: StockSearch;
  onSearch: (change: Partial<StockSearch>) => void;
}

const KINDS = ['new', 'demo', 'used'] as const;

export function StockPage({ search, onSearch }: StockPageProps) {
  const { t } = useTranslation('stock');
  const label = useDealLabel();
  const models = search.tab === 'models';
  const filtered = Boolean(search.kind || search.free || search.gone || search.vin || search.series);
  const clear = () =>
    onSearch({ kind: undefined, free: undefined, gone: undefined, vin: undefined, series: undefined });
  return (
    <Page fill>
      <PageHeader title={t('title')}>
        <Tabs
          label={t('title')}
          items={[
            { id: 'cars', label: t('cars') },
            { id: 'models', label: t('models') },
          ]}
          value={models ? 'models' : 'cars'}
          onChange={(tab) => onSearch({ tab: tab === 'models' ? 'models' : undefined })}
        />
        {models ? null : (
          <FilterBar
            search={search.vin ?? ''}
            onSearch={(vin) => onSearch({ vin: vin || undefined })}
            searchLabel={t('vin')}
            filtered={filtered}
            onClear={clear}
          >
            <Chips
              label={t('kind')}
              hideLabel
              size="sm"
              value={(search.kind as (typeof KINDS)[number] | undefined) ?? null}
              onChange={(kind) => onSearch({ kind })}
              options={KINDS.map((value) => ({ value, label: label('carKind', value) }))}
            />
            {(['free', 'gone'] as const).map((flag) => (
              <label key={flag} className={css.free}>
                <input
                  type="checkbox"
                  checked={search[flag] ?? false}
                  onChange={(event) => onSearch({ [flag]: event.target.checked || undefined })}
                />
                {t(flag)}
              </label>
            ))}
          </FilterBar>
        )}
      </PageHeader>
      <Page.Body>
        {models ? (
          <Catalogue onPick={(series) => onSearch({ tab: undefined, series })} />
        ) : (
          <Cars search={search} filtered={filtered} onClear={clear} />
        )}
      </Page.Body>
    </Page>
  );
}

/** From 60 days on a car costs attention, from 90 money. */
function Age({ row }: { row: CarRow }) {
  const { t } = useTranslation('stock');
  const days = row.age_days;
  if (row.status === 'delivered' || row.status === 'sold') return <span className={css.quiet}>–</span>;
  const tone: Tone = days > 90 ? 'danger' : days > 60 ? 'warning' : 'success';
  return <StatusTag tone={tone}>{t('days', { count: days })}</StatusTag>;
}

const nameOf = ({ model }: CarRow) => `${model.brand} ${model.series} ${model.name}`;

function Cars({ search, filtered, onClear }: { search: StockSearch; filtered: boolean; onClear: () => void }) {
  const { t } = useTranslation('stock');
  const label = useDealLabel();
  const list = useCars(search);
  const status = (row: CarRow) => (
    <StatusTag dot tone={toneOf(row.status)}>
      {label('car', row.status)}
    </StatusTag>
  );
  const withCost = list.data?.pages.some((page) => page.items.some((row) => row.cost_fen !== null));
  const columns: ListColumn<CarRow>[] = [
    {
      id: 'model',
      header: t('model'),
      width: 'minmax(220px, 1.8fr)',
      cell: (row) => (
        <>
          <strong>{nameOf(row)}</strong> <span className={css.quiet}>{row.model.model_year}</span>
        </>
      ),
    },
    { id: 'colour', header: t('colour'), width: '110px', cell: (row) => row.colour },
    { id: 'vin', header: 'VIN', width: '190px', cell: (row) => <span className={css.mono}>{row.vin}</span> },
    { id: 'kind', header: t('kind'), width: '80px', cell: (row) => label('carKind', row.kind) },
    { id: 'status', header: t('status'), width: '104px', cell: status },
    { id: 'age', header: t('age'), width: '100px', cell: (row) => <Age row={row} /> },
    { id: 'place', header: t('place'), width: '110px', cell: (row) => row.location ?? row.plate ?? '–' },
    { id: 'price', header: t('price'), width: '116px', align: 'end', cell: (row) => <MoneyText fen={row.price_fen} /> },
    ...(withCost
      ? [
          {
            id: 'cost',
            header: t('cost'),
            width: '116px',
            align: 'end' as const,
            cell: (row: CarRow) => <MoneyText fen={row.cost_fen} />,
          },
        ]
      : []),
  ];
  return (
    <DataList
      label={t('cars')}
      query={list}
      columns={columns}
      rowKey={(row) => row.id}
      rowLabel={(row) => `${nameOf(row)} ${row.colour}`}
      card={(row) => (
        <div className={css.card}>
          <p className={css.line}>
            <strong>{nameOf(row)}</strong>
            {status(row)}
          </p>
          <p className={css.line}>
            <span>{row.colour}</span>
            <span className={css.mono}>{row.vin.slice(-8)}</span>
          </p>
          <p className={css.line}>
            <Age row={row} />
            <MoneyText fen={row.price_fen} />
            <span className={css.quiet}>{formatDate(row.arrived_on)}</span>
          </p>
        </div>
      )}
      filtered={filtered}
      onClearFilters={onClear}
      empty={<EmptyState title={t('empty')} />}
    />
  );
}

function Catalogue({ onPick }: { onPick: (series: string) => void }) {
  const { t } = useTranslation('stock');
  const label = useDealLabel();
  const list = useCatalogue();
  const name = (row: CarModelRow) => `${row.brand} ${row.series} ${row.name}`;
  const columns: ListColumn<CarModelRow>[] = [
    { id: 'model', header: t('model'), width: 'minmax(220px, 1.8fr)', cell: (row) => <strong>{name(row)}</strong> },
    { id: 'year', header: t('year'), width: '80px', cell: (row) => row.model_year },
    { id: 'energy', header: t('energy'), width: '110px', cell: (row) => label('energy', row.energy) },
    { id: 'seats', header: t('seats'), width: '70px', cell: (row) => row.seats },
    { id: 'colours', header: t('colour'), width: 'minmax(160px, 1fr)', cell: (row) => row.colours.join(' · ') },
    { id: 'stock', header: t('inStock'), width: '90px', align: 'end', cell: (row) => row.in_stock ?? 0 },
    { id: 'msrp', header: t('msrp'), width: '120px', align: 'end', cell: (row) => <MoneyText fen={row.msrp_fen} /> },
  ];
  return (
    <DataList
      label={t('models')}
      query={list}
      columns={columns}
      rowKey={(row) => row.id}
      rowLabel={name}
      card={(row) => (
        <div className={css.card}>
          <p className={css.line}>
            <strong>{name(row)}</strong>
            <StatusTag>{label('energy', row.energy)}</StatusTag>
          </p>
          <p className={css.line}>
            <MoneyText fen={row.msrp_fen} />
            <span className={css.quiet}>
              {t('inStock')} {row.in_stock ?? 0}
            </span>
          </p>
        </div>
      )}
      onOpen={(row) => onPick(row.series)}
      empty={<EmptyState title={t('emptyModels')} />}
    />
  );
}
