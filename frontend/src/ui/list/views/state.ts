import type { SavedViewOut } from '@/api/generated/gateway/types.gen';
import { filtersOf, sameFilters, searchOf, searchValue, valuesOf } from '../filters/state';
import type { FilterField, FilterState, SearchValue } from '../filters/types';

/** What one sees of a list: kept in the address, and under a name as a view. */
export interface ListLook {
  filters: FilterState;
  sort: string;
  columns: readonly string[];
  layout: 'list' | 'board';
}

/** The name of a view in the address that stands for "all, without my default view". */
export const ALL = 'all';

export interface LookRules {
  fields: readonly FilterField[];
  sorts: readonly string[];
}

/** The look that an address describes; nonsense in it falls back to the list's own. */
export function lookOf(search: Readonly<Record<string, unknown>>, { fields, sorts }: LookRules): ListLook {
  const sort = String(search.sort ?? '');
  return {
    filters: filtersOf(search, fields),
    sort: sorts.includes(sort) ? sort : (sorts[0] ?? ''),
    columns: valuesOf(typeof search.cols === 'string' ? search.cols : undefined),
    layout: search.view === 'board' ? 'board' : 'list',
  };
}

export function lookOfView(view: SavedViewOut, { fields, sorts }: LookRules): ListLook {
  const flat = Object.fromEntries(
    Object.entries(view.filters).map(([id, value]) => [id, Array.isArray(value) ? value.join(',') : value]),
  );
  return {
    filters: filtersOf(flat, fields),
    sort: view.sort && sorts.includes(view.sort) ? view.sort : (sorts[0] ?? ''),
    columns: view.columns,
    layout: view.layout,
  };
}

/** A look as the address writes it; what is the list's own is left out. */
export function searchOfLook(look: ListLook, { fields, sorts }: LookRules): Record<string, SearchValue> {
  return {
    ...searchOf(look.filters, fields),
    sort: look.sort === sorts[0] ? undefined : look.sort,
    cols: look.columns.length > 0 ? look.columns.join(',') : undefined,
    view: look.layout === 'board' ? 'board' : undefined,
  };
}

/** A look as a view keeps it. */
export function keptOf(look: ListLook, { sorts }: LookRules) {
  const filters = Object.fromEntries(
    Object.entries(look.filters).map(([id, value]) => [id, searchValue(value) as string | number | boolean]),
  );
  return { filters, sort: look.sort === sorts[0] ? null : look.sort, columns: [...look.columns], layout: look.layout };
}

export const sameLook = (one: ListLook, other: ListLook): boolean =>
  sameFilters(one.filters, other.filters) &&
  one.sort === other.sort &&
  one.layout === other.layout &&
  one.columns.join() === other.columns.join();
