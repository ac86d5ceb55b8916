import { useEffect, useRef } from 'react';
import type { FilterState, SearchValue } from '../filters/types';
import { ALL, type ListLook, type LookRules, lookOf, lookOfView, sameLook, searchOfLook } from './state';
import { type ListCode, type SavedViewOut, useSavedViews, useViewActions } from './useSavedViews';

export type Search = Readonly<Record<string, unknown>>;

export interface ListLookOptions extends LookRules {
  list: ListCode;
  search: Search;
  onSearch: (change: Record<string, SearchValue>) => void;
}

/** The state of a list between address, saved views and what one keeps as one's own. */
export function useListLook({ list, search, onSearch, fields, sorts }: ListLookOptions) {
  const rules = { fields, sorts };
  const saved = useSavedViews(list);
  const actions = useViewActions(list);
  const views = saved.data?.items ?? [];
  const preference = saved.data?.preferences.find((one) => one.list_code === list);
  const look = lookOf(search, rules);
  const open = views.find((view) => view.id === search.v) ?? null;
  const show = (next: ListLook, v: string | undefined) => onSearch({ ...searchOfLook(next, rules), v });
  const change = (part: Partial<ListLook>) => show({ ...look, ...part }, search.v as string | undefined);
  const prefer = (part: { default_view_id?: string | null; columns?: string[] }) =>
    actions.prefer.mutate({
      default_view_id: preference?.default_view_id ?? null,
      columns: preference?.columns ?? [],
      ...part,
    });
  const first = views.find((view) => view.id === preference?.default_view_id) ?? null;
  useFirstSight(first, search, (view) => show(lookOfView(view, rules), view.id));
  return {
    look,
    views,
    open,
    dirty: open !== null && !sameLook(look, lookOfView(open, rules)),
    defaultId: preference?.default_view_id ?? null,
    mayShare: saved.data?.may_share ?? ['me'],
    /** the list waits only while a default view may still change what it is asked for */
    pending: saved.isPending && isBare(search),
    rules,
    actions,
    /** columns of the address, else one's own */
    columns: look.columns.length > 0 ? look.columns : (preference?.columns ?? []),
    setFilter: (id: string, value: string | undefined) => {
      const filters: Record<string, string> = { ...look.filters };
      if (value === undefined) delete filters[id];
      else filters[id] = value;
      change({ filters });
    },
    setFilters: (filters: FilterState) => change({ filters }),
    setSort: (sort: string) => change({ sort }),
    /** none: the list's own again, also where one's own were kept */
    setColumns: (columns: readonly string[]) =>
      columns.length === 0 && look.columns.length === 0 ? prefer({ columns: [] }) : change({ columns }),
    setLayout: (layout: ListLook['layout']) => change({ layout }),
    openView: (view: SavedViewOut | null) =>
      view
        ? show(lookOfView(view, rules), view.id)
        : show({ filters: {}, sort: sorts[0] ?? '', columns: [], layout: look.layout }, first ? ALL : undefined),
    clear: () => show({ ...look, filters: {} }, search.v === ALL || first ? ALL : undefined),
    prefer,
  };
}

export type ListLookState = ReturnType<typeof useListLook>;

const isBare = (search: Search) => Object.values(search).every((value) => value === undefined);

/** Who comes without saying what they want sees their default view; once per visit of the page. */
function useFirstSight(first: SavedViewOut | null, search: Search, show: (view: SavedViewOut) => void): void {
  const seen = useRef(false);
  const bare = isBare(search);
  useEffect(() => {
    if (seen.current) return;
    if (!bare) seen.current = true;
    else if (first) {
      seen.current = true;
      show(first);
    }
  });
}
