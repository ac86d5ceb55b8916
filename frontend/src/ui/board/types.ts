import type { ReactNode } from 'react';
import type { Tone } from '../Tag';

export interface BoardColumn<T> {
  id: string;
  title: string;
  tone?: Tone;
  items: readonly T[];
  /** server count when not all are loaded */
  count?: number;
  /** one line under the title: sum, goal */
  note?: ReactNode;
  /** there is more on the server; loads the next part of this column */
  onMore?: () => void;
  loadingMore?: boolean;
  /** the last attempt failed: scrolling does not try again by itself, the button does */
  failedMore?: boolean;
}

export interface BoardProps<T> {
  label: string;
  columns: readonly BoardColumn<T>[];
  itemKey: (item: T) => string;
  /** names one card for screen readers and announcements */
  itemLabel: (item: T) => string;
  /** the inside of a card */
  card: (item: T) => ReactNode;
  /** absent = read-only board; show the move at once and roll back on failure */
  onMove?: (item: T, toColumn: string) => void;
  canMove?: (item: T, toColumn: string) => boolean;
  onOpen?: (item: T) => void;
  openId?: string | null;
}
