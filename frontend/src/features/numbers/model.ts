import type {
  Funnel,
  KpiBoard,
  KpiBreakdown,
  KpiCard,
  KpiGroup,
  KpiRow,
  KpiTrend,
  PageKpiRow,
} from '@/api/generated/leads/types.gen';
import type { Role } from '@/lib/roles';
import { SALES_MANAGER, SELLERS } from '@/ui/deal/roles';

export type { Funnel, KpiBoard, KpiBreakdown, KpiCard, KpiGroup, KpiRow, KpiTrend, PageKpiRow };
export type Dimension = KpiBreakdown['by'];
export type Part = 'numerator' | 'denominator';

export const READERS: readonly Role[] = [...SELLERS, 'marketing'];
export const TARGET_ROLES = SALES_MANAGER;

export const DIMENSIONS = [
  'adviser',
  'team',
  'source',
  'model',
  'side',
  'level',
  'store',
] as const satisfies readonly Dimension[];
/** The query parameter by which rows of a group are chosen. */
export const CUTS: Partial<Record<Dimension, string>> = {
  adviser: 'adviser_id',
  team: 'team_id',
  source: 'source',
  model: 'model',
  side: 'side',
  level: 'level',
  store: 'store_id',
};

/** The numbers in the order in which a morning meeting asks for them. */
export const GROUPS: readonly { id: string; kpis: readonly string[] }[] = [
  { id: 'traffic', kpis: ['traffic_total', 'first_visits', 'capture_rate', 'greeting_rate', 'revisit_rate'] },
  { id: 'prospects', kpis: ['new_prospects', 'card_rate', 'invite_show_rate', 'test_drive_rate'] },
  {
    id: 'deals',
    kpis: [
      'close_rate',
      'close_rate_carried',
      'close_rate_new',
      'close_rate_recent',
      'close_rate_first',
      'close_rate_revisit',
      'close_rate_invited',
      'drive_close_rate',
      'cancel_rate',
      'delivery_rate',
      'order_reserve',
    ],
  },
  { id: 'leads', kpis: ['lead_valid_rate', 'lead_arrival_rate', 'lead_close_rate', 'dcc_card_rate'] },
  { id: 'losses', kpis: ['lost_rate', 'lost_clear_rate', 'lost_refused_rate'] },
  { id: 'with', kpis: ['trade_in_rate', 'loan_rate', 'insurance_rate', 'referral_rate'] },
  { id: 'diligence', kpis: ['response_rate', 'follow_up_rate'] },
];

export interface NumbersSearch {
  month?: string | undefined;
  kpi?: string | undefined;
  by?: Dimension | undefined;
  group?: string | undefined;
  part?: Part | undefined;
}

type Valued = Pick<KpiCard, 'value'>;

/** A number as people read it; a dash where nothing stands below the line, because 0 % would be a lie. */
export function shown({ value }: Valued, unit: KpiCard['unit']): string {
  if (value === null) return '—';
  return unit === 'count' ? String(value) : `${Math.round(value * 1000) / 10}%`;
}

/** How a number moved against the month before: points for ratios, pieces for counts. Null where one of them is missing. */
export function moved(card: KpiCard): number | null {
  if (card.value === null || card.previous.value === null) return null;
  const scale = card.unit === 'count' ? 1 : 100;
  return Math.round((card.value - card.previous.value) * scale * 10) / 10;
}

/** Whether a move is good news. */
export function welcome(card: KpiCard, by: number): boolean {
  return by === 0 || by > 0 === card.higher_is_better;
}

/** Query parameters that choose the rows of a group. */
export function cutOf(by: Dimension | undefined, group: string | undefined): Record<string, string> {
  if (!by || group === undefined) return {};
  if (group === '') return { nobody: by };
  const name = CUTS[by];
  return name ? { [name]: group } : {};
}
