import { formatFen } from '@/lib/money';
import { formatDate, formatTime } from '@/lib/time';
import type { LifeItem } from './model';

/** Says a text key; with `defaultValue` when there is none. */
export type Say = (key: string, options?: Record<string, unknown>) => string;

export interface LifeWords {
  title: string;
  /** facts worth a second line, already worded */
  details: string[];
  /** what a person wrote */
  note: string;
}

/** Facts of a kind that go below its title, when they are there. */
const DETAILS: Record<string, readonly string[]> = {
  customer_registered: ['source'],
  customer_imported: ['wanted', 'source', 'owner', 'reason'],
  lead_imported: ['wanted', 'source', 'owner', 'reason'],
  customer_assigned: ['reason'],
  reclaim_warned: ['reason', 'reclaim_at'],
  loss_applied: ['reason'],
  loss_approved: ['reason'],
  loss_refused: ['reason'],
  loss_verified: ['result'],
  file_confirmed: ['score'],
  lead_created: ['wanted', 'source', 'owner', 'reason'],
  lead_touched: ['wanted', 'source'],
  lead_level_changed: ['reason'],
  lead_closed: ['reason', 'competitor'],
  follow_up_logged: ['level', 'objections'],
  visit_registered: ['purpose', 'companions'],
  key_account_visited: ['summary'],
  temperature_changed: ['reason'],
  signal_raised: ['model', 'count', 'rival'],
  signal_closed: ['cause'],
  behaviour_linked: ['views'],
  key_account_agreement_signed: ['until'],
  key_account_agreement_ended: ['reason'],
  consent_given: ['recipient_name'],
  consent_withdrawn: ['recipient_name'],
  test_drive_booked: ['starts_at'],
  test_drive_moved: ['starts_at'],
  test_drive_completed: ['average_score'],
  test_drive_cancelled: ['reason'],
  appraisal_inspected: ['grade', 'accident'],
  appraisal_valued: ['method'],
  appraisal_refused: ['reason'],
  appraisal_cancelled: ['reason'],
  used_car_stocked: ['vin_tail', 'price_fen'],
  quote_created: ['version_no', 'given_away_fen'],
  order_placed: ['order_no', 'total_fen', 'deposit_kind', 'deposit_fen'],
  order_paid: ['owed_fen'],
  order_insured: ['compulsory_until', 'commercial_until'],
  order_cancelled: ['reason', 'fault', 'refund_fen', 'forfeit_fen'],
  car_allocated: ['colour'],
  car_released: ['reason'],
  loan_submitted: ['principal_fen'],
  loan_documents_supplied: ['documents', 'principal_fen'],
  loan_withdrawn: ['reason'],
  pdi_recorded: ['failed'],
  owner_file_opened: ['plate'],
  maintenance_predicted: ['by'],
  odometer_noted: ['suspicious'],
  care_task_attempted: ['outcome', 'next_attempt_at'],
  care_task_completed: ['result', 'lowest_score', 'recommend_score'],
  complaint_opened: ['no', 'category', 'grade', 'source'],
  complaint_progressed: ['no'],
  complaint_overdue: ['no'],
  complaint_closed: ['no', 'satisfied'],
  points_earned: ['reason'],
  member_enrolled: ['member_no', 'tier'],
};

const HIDDEN = new Set(['staff_id', 'owner_id', 'customer_id', 'note']);
const isDate = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text);
const isInstant = (text: string) => /^\d{4}-\d{2}-\d{2}T/.test(text);
const readable = (code: string) => code.replaceAll('_', ' ');

/** A value as a person reads it: money, dates and codes by what the parameter's name says. */
export function wordValue(name: string, value: unknown, say: Say): string {
  if (typeof value === 'boolean') return say(value ? 'yes' : 'no');
  if (typeof value === 'number') return name.endsWith('_fen') ? formatFen(value) : String(value);
  if (Array.isArray(value)) return value.map((one) => wordValue(name, one, say)).join(say('and'));
  if (typeof value !== 'string') return '';
  if (isDate(value)) return formatDate(value);
  if (isInstant(value)) return formatTime(value);
  // A level that moved with the stage: the stage's own line says so.
  if (value.startsWith('stage:')) return '';
  // A code is looked up under the parameter's name, free text stays as it is.
  return /^[a-z][a-z0-9_]*$/.test(value) ? say(`code.${name}.${value}`, { defaultValue: readable(value) }) : value;
}

const isThere = (value: unknown) =>
  value !== null &&
  value !== undefined &&
  value !== '' &&
  value !== false &&
  !(Array.isArray(value) && value.length === 0);

/** A line of the timeline in words. An unknown kind shows its own name and what came with it. */
export function wordsOf({ kind, params }: Pick<LifeItem, 'kind' | 'params'>, say: Say): LifeWords {
  const shown = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, wordValue(name, value, say)]));
  const known = say(`life.${kind}`, { ...shown, defaultValue: '' });
  const names = known ? (DETAILS[kind] ?? []) : Object.keys(params).filter((name) => !HIDDEN.has(name));
  const details = names
    .filter((name) => isThere(params[name]) && shown[name])
    .map((name) => say('fact', { name: say(`param.${name}`, { defaultValue: readable(name) }), value: shown[name] }));
  return { title: known || readable(kind), details, note: typeof params.note === 'string' ? params.note : '' };
}

const PLACES: Record<string, (id: string) => string> = {
  lead: (id) => `/leads?open=${id}`,
  test_drive: (id) => `/test-drives?open=${id}`,
  appraisal: (id) => `/appraisals?open=${id}`,
  quote: (id) => `/quotes/${id}`,
  order: (id) => `/orders/${id}`,
  owned_vehicle: (id) => `/owned-vehicles/${id}`,
  care_task: (id) => `/call-backs?open=${id}`,
  complaint: (id) => `/complaints?open=${id}`,
  member: (id) => `/members/${id}`,
  message: (id) => `/messages?open=${id}`,
};

/** Where the thing a line speaks of can be seen. */
export const placeOf = ({ ref_kind: kind, ref_id: id }: Pick<LifeItem, 'ref_kind' | 'ref_id'>): string | null =>
  kind && id ? (PLACES[kind]?.(id) ?? null) : null;
