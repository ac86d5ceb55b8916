import type { InfiniteData } from '@tanstack/react-query';
import type { ReactNode } from 'react';

/** One page of a cursor-paged list, as every service answers it. */
export interface CursorPage<T> {
  items: T[];
  next_cursor?: string | null;
}

/** The part of `useInfiniteQuery`'s result a list needs; any infinite query over cursor pages fits. */
export interface ListQuery<T> {
  data: InfiniteData<CursorPage<T>> | undefined;
  error: unknown;
  isPending: boolean;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
  refetch: () => unknown;
}

export interface ListColumn<T> {
  id: string;
  header: string;
  cell: (row: T) => ReactNode;
  /** CSS grid track: `120px`, `minmax(160px, 2fr)`; default `minmax(96px, 1fr)` */
  width?: string;
  align?: 'start' | 'end';
  /** name the server sorts by; makes the heading a button */
  sortKey?: string;
  /** cannot be hidden */
  fixed?: boolean;
  /** shown only when somebody chooses it */
  extra?: boolean;
}

export interface ListSort {
  key: string;
  desc: boolean;
}

export interface DataListProps<T> {
  /** name of the list for screen readers */
  label: string;
  query: ListQuery<T>;
  columns: readonly ListColumn<T>[];
  rowKey: (row: T) => string;
  /** names one row: "Zhang Wei, Seagull EV" */
  rowLabel: (row: T) => string;
  /** phone: the inside of a card */
  card: (row: T) => ReactNode;
  onOpen?: (row: T) => void;
  /** row shown in the side panel */
  openId?: string | null;
  /** makes rows selectable; draws the buttons of the bar that appears */
  bulkActions?: (rows: T[], clear: () => void) => ReactNode;
  sort?: ListSort | null;
  onSort?: (sort: ListSort) => void;
  /** shown when there is nothing at all */
  empty: ReactNode;
  /** filters are set: nothing found is then told apart from nothing there */
  filtered?: boolean;
  onClearFilters?: () => void;
  /** row height on the desk in px (default 48) */
  rowHeight?: number;
}

export const flatten = <T>(query: Pick<ListQuery<T>, 'data'>): T[] =>
  query.data?.pages.flatMap((page) => page.items) ?? [];
