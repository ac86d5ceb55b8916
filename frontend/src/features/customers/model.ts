import type { CustomerSummary } from '@/api/generated/aftersales/types.gen';
import type { LifeItem } from '@/api/generated/gateway/types.gen';
import type { CustomerOut, CustomerRow } from '@/api/generated/leads/types.gen';
import type { LoyaltySummary } from '@/api/generated/loyalty/types.gen';
import type { Role } from '@/lib/roles';
import { instantsOf, rangeOf } from '@/ui/list/filters/period';
import { valuesOf } from '@/ui/list/filters/state';
import type { FilterState } from '@/ui/list/filters/types';
import type { Tone } from '@/ui/Tag';

export type { CustomerOut, CustomerRow, LifeItem };

/** One line of the message sandbox, as the customer page shows it. */
export interface SentMessage {
  id: string;
  template: string;
  channel: string;
  state: string;
  text: string | null;
  due_at: string;
  sent_at: string | null;
}

/** The gateway passes each service's answer on as it is. */
export interface CustomerView {
  customer: CustomerOut;
  aftersales: CustomerSummary | null;
  loyalty: LoyaltySummary | null;
  notifications: { last_messages: SentMessage[] } | null;
  unavailable: string[];
}

export const LIFECYCLES = [
  'potential',
  'prospect',
  'buyer',
  'owner',
  'dormant',
  'churned',
  'repurchase',
  'loyal',
] as const;

export const SORTS = ['newest', 'name', 'quality'] as const;

/** The owner of whom nobody owns. */
export const NOBODY = 'none';

export type CustomerQuery = Record<string, string | number | boolean | readonly string[] | undefined>;

/** The server's query for the list. `today` is the store's business day, `me` who asks. */
export function filterQuery(filters: FilterState, text: string, today: string, me: string): CustomerQuery {
  const owners = filters.mine ? [me] : valuesOf(filters.owner);
  const created = filters.created ? instantsOf(filters.created, today) : {};
  const quality = filters.quality ? rangeOf(filters.quality) : null;
  const several = (id: string) => (filters[id] ? valuesOf(filters[id]) : undefined);
  const yesOrNo = (id: string) => (filters[id] === undefined ? undefined : filters[id] === 'true');
  return {
    query: text.trim().length > 1 ? text.trim() : undefined,
    lifecycle: several('lifecycle'),
    kind: several('kind'),
    level: several('level'),
    source: several('source'),
    owner_id: owners.filter((one) => one !== NOBODY),
    unassigned: owners.includes(NOBODY) || undefined,
    city: filters.city,
    tag: filters.tag,
    has_vehicle: yesOrNo('car'),
    has_open_lead: yesOrNo('lead'),
    quality_from: quality?.from,
    quality_to: quality?.to,
    created_from: created.from,
    created_to: created.to,
  };
}

export const LIFECYCLE_TONES: Record<string, Tone> = {
  potential: 'neutral',
  prospect: 'info',
  buyer: 'warning',
  owner: 'success',
  repurchase: 'violet',
  loyal: 'violet',
  dormant: 'neutral',
  churned: 'danger',
};

export const SELLERS: readonly Role[] = [
  'sales_advisor',
  'dcc_agent',
  'dcc_supervisor',
  'floor_supervisor',
  'sales_manager',
];

export const CUSTOMER_POSTS: readonly Role[] = [
  ...SELLERS,
  'receptionist',
  'test_drive_specialist',
  'appraiser',
  'finance_specialist',
  'insurance_renewal_specialist',
  'service_advisor',
  'service_manager',
  'aftersales_business_manager',
  'crc_agent',
  'crm_manager',
  'marketing',
];

/** May read orders. */
export const DEAL_POSTS: readonly Role[] = CUSTOMER_POSTS.filter(
  (role) => !['test_drive_specialist', 'aftersales_business_manager', 'crc_agent', 'marketing'].includes(role),
);

export const SERVICES = ['leads', 'aftersales', 'loyalty', 'notifications'] as const;
export type Service = (typeof SERVICES)[number];
