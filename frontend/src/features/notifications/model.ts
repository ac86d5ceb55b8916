import type { TFunction } from 'i18next';
import type { MessageRow, NoticeRow } from '@/api/generated/notifications/types.gen';
import { formatFen } from '@/lib/money';
import { formatTime } from '@/lib/time';
import type { Tone } from '@/ui/Tag';

export const MESSAGE_TONES: Record<MessageRow['state'], Tone> = {
  queued: 'info',
  sent: 'success',
  failed: 'danger',
  suppressed: 'warning',
  cancelled: 'neutral',
};

const PLACES: Record<string, (id: string) => string> = {
  lead: (id) => `/leads?open=${id}`,
  quote: (id) => `/quotes?open=${id}`,
  appraisal: (id) => `/appraisals?open=${id}`,
  complaint: (id) => `/complaints?open=${id}`,
  care_task: (id) => `/call-backs?open=${id}`,
  owned_vehicle: (id) => `/owned-vehicles/${id}`,
  test_drive: (id) => `/test-drives?open=${id}`,
  dispute: (id) => `/disputes?open=${id}`,
  loss_case: () => '/approvals',
  loss_verification: () => '/loss-calls?view=mine',
  order: (id) => `/orders/${id}`,
  webhook_endpoint: (id) => `/partners?tab=endpoints&open=${id}`,
  webhook_delivery: (id) => `/partners?tab=deliveries&open=${id}`,
  inbound_webhook: (id) => `/partners?tab=inbound&open=${id}`,
};

type Ref = Pick<NoticeRow, 'ref_kind' | 'ref_id' | 'customer_id'>;

/** Where the thing can be worked on; a thing without a page of its own leads to its customer. */
export function placeOf({ ref_kind: kind, ref_id: id, customer_id: customer }: Ref): string | null {
  const page = kind && id ? PLACES[kind]?.(id) : undefined;
  return page ?? (customer ? `/customers/${customer}` : null);
}

const CODED = [
  'category',
  'grade',
  'clock',
  'care_kind',
  'status',
  'reason',
  'event_type',
  'code',
  'grounds',
  'ruling',
];

/** The sentence of a notice: codes become words, fen become money, instants the store's time. */
export function noticeWords(t: TFunction, row: Pick<NoticeRow, 'kind' | 'params'>): { title: string; text: string } {
  const words: Record<string, string> = {};
  for (const [name, value] of Object.entries(row.params)) {
    if (value === null || value === undefined) continue;
    if (name.endsWith('_fen')) words[name] = formatFen(Number(value));
    else if (name.endsWith('_at') || name.endsWith('_by')) words[name] = formatTime(String(value));
    else if (CODED.includes(name))
      words[name] = t(`value.${name}.${String(value).replaceAll('.', '_')}`, { defaultValue: String(value) });
    else words[name] = String(value);
  }
  const context =
    row.kind === 'quote_decided' || row.kind === 'loss_decided' ? { context: row.params.approved ? 'yes' : 'no' } : {};
  const bare = row.kind === 'loan_status_changed' && !words.approved_fen;
  return {
    title: t(`notice.${row.kind}.title`, { defaultValue: row.kind, ...words, ...context }),
    text: bare ? '' : t(`notice.${row.kind}.text`, { defaultValue: '', ...words }),
  };
}

export const NOTICE_TONES: Record<string, Tone> = {
  lead_created: 'info',
  lead_touched: 'info',
  lead_response_missed: 'danger',
  quote_approval_requested: 'warning',
  quote_decided: 'success',
  appraisal_requested: 'info',
  loan_status_changed: 'violet',
  complaint_opened: 'danger',
  complaint_overdue: 'danger',
  care_task_due: 'warning',
  reclaim_warned: 'danger',
  ownership_disputed: 'warning',
  ownership_ruled: 'info',
  loss_applied: 'warning',
  loss_decided: 'info',
  loss_verification_assigned: 'info',
};

export const MESSAGE_STATES = ['queued', 'sent', 'failed', 'suppressed', 'cancelled'] as const;
export const CHANNELS = ['sms', 'wecom', 'email'] as const;
export const TEMPLATES = [
  'test_drive_confirmation',
  'test_drive_reminder',
  'order_placed',
  'loan_approved',
  'loan_documents_required',
  'loan_rejected',
  'loan_disbursed',
  'delivery_thank_you',
  'complaint_opened',
  'complaint_closed',
  'maintenance_due',
  'points_earned',
  'referral_rewarded',
] as const;
