import type {
  DisputeOut,
  DisputeRow,
  Evidence,
  EvidenceSide,
  HandoverPreview,
  Receiver,
  TransferDone,
  TransferOut,
} from '@/api/generated/leads/types.gen';
import type { Role } from '@/lib/roles';
import type { Tone } from '@/ui/Tag';

export type { DisputeOut, DisputeRow, Evidence, EvidenceSide, HandoverPreview, Receiver, TransferDone, TransferOut };

export const SELLER_ROLES: readonly Role[] = [
  'sales_advisor',
  'dcc_agent',
  'dcc_supervisor',
  'floor_supervisor',
  'sales_manager',
];
export const MANAGER_ROLES: readonly Role[] = ['floor_supervisor', 'dcc_supervisor', 'sales_manager'];

export const GROUNDS = [
  'received_first',
  'registered_first',
  'continued_contact',
  'not_followed_up',
  'customer_asks',
  'referred',
  'other',
] as const;
export type Grounds = (typeof GROUNDS)[number];
export const RULINGS = ['keep', 'transfer', 'split'] as const;
export type Ruling = (typeof RULINGS)[number];

export const STATUS_TONES: Record<string, Tone> = { open: 'warning', ruled: 'success', withdrawn: 'neutral' };

/** Shares as "name percent", the larger one first. */
export function sharesOf(dispute: DisputeRow): { name: string; percent: number }[] {
  const names: Record<string, string | null> = { [dispute.claimant_id]: dispute.claimant_name };
  if (dispute.owner_id) names[dispute.owner_id] = dispute.owner_name;
  return Object.entries(dispute.shares)
    .map(([id, percent]) => ({ name: names[id] ?? '–', percent: Number(percent) }))
    .sort((a, b) => b.percent - a.percent);
}

/** What somebody has in hand, in the order a manager asks for it; nothing of a kind is left out of sight. */
export const IN_HAND = [
  'customers',
  'open_leads',
  'test_drives',
  'orders',
  'deliveries',
  'verification_calls',
  'disputes',
] as const;
