import type { TodayItem } from '@/api/generated/leads/types.gen';
import type { Role } from '@/lib/roles';

export type { TodayItem };
export type Reason = TodayItem['reason'];

/** In the order of the queue: the riskiest first. */
export const REASONS = [
  'response_overdue',
  'response_running',
  'appointment',
  'contact_overdue',
  'signal',
  'contact_due',
  'hot',
] as const satisfies readonly Reason[];

export const QUEUE_ROLES: readonly Role[] = [
  'sales_advisor',
  'dcc_agent',
  'dcc_supervisor',
  'floor_supervisor',
  'sales_manager',
  'test_drive_specialist',
  'appraiser',
];

export const MANAGER_ROLES: readonly Role[] = ['floor_supervisor', 'dcc_supervisor', 'sales_manager'];

export const itemKey = (item: TodayItem): string => item.appointment?.ref_id ?? item.lead_id ?? item.customer_id ?? '';

export const isResponse = (reason: Reason): boolean => reason === 'response_overdue' || reason === 'response_running';

const APPOINTMENT_PAGES: Record<string, (id: string) => string> = {
  test_drive: (id) => `/test-drives?open=${id}`,
  appraisal: (id) => `/appraisals?open=${id}`,
  delivery: (id) => `/deliveries?open=${id}`,
  key_account_visit: (id) => `/key-accounts/${id}`,
};

/** Where an entry opens: the appointment's own page, else the lead, else the customer. */
export function pathOf(item: TodayItem): string {
  const page = item.appointment ? APPOINTMENT_PAGES[item.appointment.kind] : undefined;
  if (page && item.appointment) return page(item.appointment.ref_id);
  if (item.lead_id) return `/leads?open=${item.lead_id}`;
  return item.customer_id ? `/customers/${item.customer_id}` : '/';
}

export interface Breach {
  ownerId: string | null;
  ownerName: string | null;
  late: number;
  running: number;
}

/** First replies that are late or running, by adviser, the worst first. */
export function breachesOf(items: readonly TodayItem[]): Breach[] {
  const found = new Map<string, Breach>();
  for (const item of items) {
    if (!isResponse(item.reason)) continue;
    const key = item.owner_id ?? '';
    const row = found.get(key) ?? { ownerId: item.owner_id, ownerName: item.owner_name, late: 0, running: 0 };
    if (item.reason === 'response_overdue') row.late += 1;
    else row.running += 1;
    found.set(key, row);
  }
  return [...found.values()].sort((a, b) => b.late - a.late || b.running - a.running);
}
