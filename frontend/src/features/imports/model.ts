import type { ColumnTarget, ImportColumn, ImportOut, ImportState, RowOutcome } from '@/api/generated/leads/types.gen';
import type { Role } from '@/lib/roles';
import type { Step } from '@/ui/Steps';
import type { Tone } from '@/ui/Tag';

export const IMPORT_ROLES: readonly Role[] = ['marketing', 'dcc_supervisor', 'sales_manager'];
export const MAX_BYTES = 10_000_000;

/** A worker has these in hand: ask again until it is done. */
export const isAtWork = (state: ImportState): boolean =>
  state === 'reading' || state === 'checking' || state === 'running' || state === 'undoing';

export const STATE_TONES: Record<ImportState, Tone> = {
  reading: 'info',
  unreadable: 'danger',
  mapping: 'warning',
  checking: 'info',
  checked: 'warning',
  running: 'info',
  stopped: 'warning',
  failed: 'danger',
  done: 'success',
  undoing: 'info',
  undone: 'neutral',
  discarded: 'neutral',
};

export const OUTCOMES: readonly RowOutcome[] = ['created', 'added', 'touched', 'duplicate', 'refused', 'skipped'];
export const OUTCOME_TONES: Record<RowOutcome, Tone> = {
  created: 'success',
  added: 'teal',
  touched: 'info',
  duplicate: 'warning',
  refused: 'danger',
  skipped: 'neutral',
};

const STEPS = ['file', 'mapping', 'check', 'running', 'result'] as const;
const AT: Record<ImportState, number> = {
  reading: 0,
  unreadable: 0,
  discarded: 0,
  mapping: 1,
  checking: 2,
  checked: 2,
  running: 3,
  stopped: 3,
  failed: 3,
  done: 5,
  undoing: 5,
  undone: 5,
};

/** The way of an import as steps; `remap` shows the columns again after the check. */
export function stepsOf(state: ImportState, remap: boolean, label: (id: string) => string): Step[] {
  const at = remap ? 1 : AT[state];
  const failed = state === 'unreadable' || state === 'failed';
  return STEPS.map((id, index) => ({
    id,
    label: label(id),
    state: index < at ? 'done' : index > at ? 'todo' : failed ? 'failed' : 'current',
  }));
}

export const TARGETS: readonly ColumnTarget[] = [
  'name',
  'mobile',
  'other_phone',
  'email',
  'wechat',
  'gender',
  'city',
  'make',
  'model',
  'year',
  'kind',
  'source',
  'adviser',
  'requested_at',
  'external_id',
  'comments',
];
const SEVERAL: readonly ColumnTarget[] = ['other_phone', 'comments'];
const CONTACTS: readonly ColumnTarget[] = ['mobile', 'other_phone', 'email'];

export type Chosen = Record<number, ColumnTarget | null>;

export const proposed = (columns: readonly ImportColumn[]): Chosen =>
  Object.fromEntries(columns.map((column) => [column.index, column.target]));

/** Gives a column its meaning; another column that had it, and cannot share it, loses it. */
export function withTarget(chosen: Chosen, index: number, target: ColumnTarget | null): Chosen {
  const next: Chosen = { ...chosen, [index]: target };
  if (target === null || SEVERAL.includes(target)) return next;
  for (const [other, meant] of Object.entries(chosen))
    if (Number(other) !== index && meant === target) next[Number(other)] = null;
  return next;
}

export const hasContact = (chosen: Chosen): boolean =>
  Object.values(chosen).some((target) => target !== null && CONTACTS.includes(target));

export const share = (one: Pick<ImportOut, 'done' | 'total'>): number =>
  one.total > 0 ? Math.min(100, Math.floor((one.done / one.total) * 100)) : 0;

/** What of an import counts as filed. */
export const filed = (outcomes: Partial<Record<RowOutcome, number>>): number =>
  (outcomes.created ?? 0) + (outcomes.added ?? 0) + (outcomes.touched ?? 0);
