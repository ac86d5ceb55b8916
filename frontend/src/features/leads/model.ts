import type { LeadOut, LeadRow } from '@/api/generated/leads/types.gen';
import type { Role } from '@/lib/roles';

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

/** What the URL of the leads page carries. `owner` is an adviser's id or `none`. */
export interface LeadSearch {
  view?: 'board' | undefined;
  q?: string | undefined;
  stage?: string | undefined;
  level?: string | undefined;
  temperature?: string | undefined;
  owner?: string | undefined;
  source?: string | undefined;
  overdue?: boolean | undefined;
  closed?: boolean | undefined;
  sort?: 'next_contact' | 'score' | undefined;
  open?: string | undefined;
  new?: boolean | undefined;
}

/** The server's query for a list, from the URL. */
export function listQuery(search: LeadSearch): Record<string, string | boolean | undefined> {
  return {
    query: search.q,
    stage: search.stage,
    level: search.level,
    temperature: search.temperature,
    owner_id: search.owner === 'none' ? undefined : search.owner,
    unassigned: search.owner === 'none' ? true : undefined,
    source: search.source,
    overdue: search.overdue,
    open: !search.closed,
    order: search.sort ?? 'newest',
  };
}

export const isFiltered = (search: LeadSearch): boolean =>
  Boolean(
    search.q ||
      search.stage ||
      search.level ||
      search.temperature ||
      search.owner ||
      search.source ||
      search.overdue ||
      search.closed,
  );

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
