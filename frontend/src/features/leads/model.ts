import type { LeadOut, LeadRow } from '@/api/generated/leads/types.gen';
import type { Role } from '@/lib/roles';
import { instantsOf, rangeOf } from '@/ui/list/filters/period';
import { valuesOf } from '@/ui/list/filters/state';
import type { FilterState, SearchValue } from '@/ui/list/filters/types';

export type { LeadOut, LeadRow };

export const SELLER_ROLES: readonly Role[] = [
  'sales_advisor',
  'dcc_agent',
  'dcc_supervisor',
  'floor_supervisor',
  'sales_manager',
];
export const MANAGER_ROLES: readonly Role[] = ['floor_supervisor', 'dcc_supervisor', 'sales_manager'];
export const READER_ROLES: readonly Role[] = [...SELLER_ROLES, 'marketing', 'crm_manager'];

/** Stages that a person may set; the others follow from what is done (test drive, quote, order, delivery). */
export const BY_HAND = ['contacted', 'visited'] as const;
export const OPEN_STAGES = ['new', 'contacted', 'visited', 'test_driven', 'quoted', 'ordered'] as const;

/** What else the address of the leads page carries, beside filters, order and columns. */
export interface LeadSearch {
  v?: string | undefined;
  view?: 'board' | undefined;
  open?: string | undefined;
  new?: boolean | undefined;
  [filter: string]: SearchValue;
}

export const SORTS = ['newest', 'risk', 'next_contact', 'score', 'last_contact'] as const;

const LISTS: Record<string, string> = {
  stage: 'stage',
  level: 'level',
  kind: 'kind',
  source: 'source',
  channel: 'channel',
  temperature: 'temperature',
  store: 'store_id',
};
const FLAGS: Record<string, string> = {
  overdue: 'overdue',
  missed: 'response_missed',
  signal: 'has_signal',
  tradein: 'has_trade_in',
};
const TEXTS: Record<string, string> = {
  wanted: 'wanted',
  campaign: 'campaign',
  city: 'city',
  tag: 'tag',
  team: 'team_id',
};

export type LeadQuery = Record<string, string | number | boolean | readonly string[] | undefined>;

/** The server's query for list and board alike. `today` is the store's business day. */
export function filterQuery(filters: FilterState, text: string, today: string): LeadQuery {
  const owners = valuesOf(filters.owner);
  const created = filters.created ? instantsOf(filters.created, today) : {};
  const next = filters.next ? instantsOf(filters.next, today) : {};
  const score = filters.score ? rangeOf(filters.score) : null;
  const named = (names: Record<string, string>, value: (id: string) => LeadQuery[string]) =>
    Object.fromEntries(Object.entries(names).map(([id, name]) => [name, value(id)]));
  return {
    ...named(LISTS, (id) => (filters[id] ? valuesOf(filters[id]) : undefined)),
    ...named(FLAGS, (id) => (filters[id] === undefined ? undefined : filters[id] === 'true')),
    ...named(TEXTS, (id) => filters[id]),
    owner_id: owners.filter((one) => one !== NOBODY),
    unassigned: owners.includes(NOBODY) || undefined,
    created_from: created.from,
    created_to: created.to,
    next_contact_from: next.from,
    next_contact_to: next.to,
    planned: filters.next === 'none' ? false : undefined,
    silent_days: filters.silent ? Number(filters.silent) : undefined,
    score_from: score?.from,
    score_to: score?.to,
    open: filters.closed !== 'true',
    query: text.trim().length > 1 ? text.trim() : undefined,
  };
}

/** The owner of what nobody owns. */
export const NOBODY = 'none';

/** The next stage that `S`+digit or a drag may set: forward only. */
export function canMoveByHand(stage: string, to: string): boolean {
  const from = OPEN_STAGES.indexOf(stage as (typeof OPEN_STAGES)[number]);
  return (BY_HAND as readonly string[]).includes(to) && from >= 0 && OPEN_STAGES.indexOf(to as 'visited') > from;
}

/** A Chinese mobile is complete with its eleventh digit; what people paste around it does not matter. */
export function mobileDigits(text: string): string {
  const digits = text.normalize('NFKC').replace(/\D/g, '');
  return digits.length > 11 && digits.startsWith('86') ? digits.slice(2) : digits;
}
