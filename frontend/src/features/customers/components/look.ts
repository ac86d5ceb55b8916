import type { ComponentType } from 'react';
import {
  CarIcon,
  CheckCircleIcon,
  DashboardIcon,
  FileIcon,
  FireIcon,
  FlagIcon,
  FormIcon,
  GiftIcon,
  HeartIcon,
  IdcardIcon,
  InsuranceIcon,
  KeyIcon,
  MessageIcon,
  MoneyIcon,
  PhoneIcon,
  SafetyIcon,
  SearchIcon,
  ShopIcon,
  StopIcon,
  SwapIcon,
  TagIcon,
  TeamIcon,
  ToolIcon,
  TrophyIcon,
  UserAddIcon,
  WarningIcon,
} from '@/ui/icons';
import type { Tone } from '@/ui/Tag';

interface Look {
  icon: ComponentType;
  tone: Tone;
}

const KINDS: Record<string, Look> = {
  customer_registered: { icon: UserAddIcon, tone: 'info' },
  customer_imported: { icon: UserAddIcon, tone: 'info' },
  lead_imported: { icon: FlagIcon, tone: 'info' },
  customer_assigned: { icon: TeamIcon, tone: 'neutral' },
  lead_created: { icon: FlagIcon, tone: 'info' },
  lead_closed: { icon: StopIcon, tone: 'neutral' },
  lead_response_missed: { icon: FireIcon, tone: 'danger' },
  follow_up_logged: { icon: PhoneIcon, tone: 'info' },
  follow_up_advised: { icon: FormIcon, tone: 'warning' },
  test_drive_missed: { icon: WarningIcon, tone: 'warning' },
  appraisal_accepted: { icon: CheckCircleIcon, tone: 'success' },
  order_placed: { icon: FileIcon, tone: 'success' },
  order_paid: { icon: MoneyIcon, tone: 'success' },
  order_insured: { icon: InsuranceIcon, tone: 'neutral' },
  order_cancelled: { icon: StopIcon, tone: 'danger' },
  vehicle_delivered: { icon: KeyIcon, tone: 'success' },
  handover_accepted: { icon: CheckCircleIcon, tone: 'success' },
  odometer_noted: { icon: DashboardIcon, tone: 'neutral' },
  complaint_closed: { icon: HeartIcon, tone: 'success' },
  member_tier_changed: { icon: TrophyIcon, tone: 'violet' },
};

const FAMILIES: readonly (readonly [string, Look])[] = [
  ['customers_', { icon: SwapIcon, tone: 'neutral' }],
  ['file_', { icon: CheckCircleIcon, tone: 'success' }],
  ['stock_take_', { icon: PhoneIcon, tone: 'neutral' }],
  ['customer_', { icon: IdcardIcon, tone: 'neutral' }],
  ['lead_', { icon: FlagIcon, tone: 'neutral' }],
  ['visit_', { icon: ShopIcon, tone: 'teal' }],
  ['consent_', { icon: SafetyIcon, tone: 'neutral' }],
  ['test_drive_', { icon: CarIcon, tone: 'teal' }],
  ['appraisal_', { icon: SearchIcon, tone: 'teal' }],
  ['quote_', { icon: TagIcon, tone: 'warning' }],
  ['order_', { icon: FileIcon, tone: 'neutral' }],
  ['car_', { icon: CarIcon, tone: 'neutral' }],
  ['loan_', { icon: MoneyIcon, tone: 'warning' }],
  ['pdi_', { icon: ToolIcon, tone: 'neutral' }],
  ['delivery_', { icon: KeyIcon, tone: 'neutral' }],
  ['owner_file_', { icon: IdcardIcon, tone: 'success' }],
  ['maintenance_', { icon: ToolIcon, tone: 'teal' }],
  ['service_', { icon: ToolIcon, tone: 'teal' }],
  ['care_task_', { icon: PhoneIcon, tone: 'teal' }],
  ['complaint_', { icon: WarningIcon, tone: 'danger' }],
  ['points_', { icon: GiftIcon, tone: 'violet' }],
  ['member_', { icon: IdcardIcon, tone: 'violet' }],
  ['referral_', { icon: SwapIcon, tone: 'violet' }],
  ['message_', { icon: MessageIcon, tone: 'neutral' }],
];

const PLAIN: Look = { icon: FormIcon, tone: 'neutral' };

/** Icon and colour of a kind of event, by its family when it has none of its own. */
export const lookOf = (kind: string): Look =>
  KINDS[kind] ?? FAMILIES.find(([prefix]) => kind.startsWith(prefix))?.[1] ?? PLAIN;
