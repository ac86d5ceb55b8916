import type {
  FieldRule,
  Milestone,
  PartnerMapBody,
  PartnerMapOut,
  Target,
  Transform,
} from '@/api/generated/leads/types.gen';
import { asProblem } from '@/api/problem';

export type Draft = Required<PartnerMapBody>;

/** A map as it stands on the screen, and the version that it began from. */
export interface Kept {
  base: number;
  map: Draft;
}

export const TARGETS: readonly Target[] = [
  'id',
  'name',
  'mobile',
  'phone',
  'email',
  'gender',
  'city',
  'kind',
  'source',
  'make',
  'model',
  'year',
  'trade_in_make',
  'trade_in_model',
  'trade_in_year',
  'trade_in_plate',
  'trade_in_odometer_km',
  'vendor',
  'campaign',
  'comments',
  'requested_at',
  'status',
];

export const TRANSFORMS: readonly Transform[] = [
  'text',
  'mobile',
  'epoch_seconds',
  'epoch_millis',
  'date_time',
  'split',
  'join',
  'constant',
  'json_text',
];

export const MILESTONES: readonly Milestone[] = [
  'contacted',
  'valid',
  'arrived',
  'test_driven',
  'ordered',
  'delivered',
  'lost',
  'invalid',
];

/** The fields that hold a code of ours; those of `source` come from the store's list. */
export const CODES: Partial<Record<Target, readonly string[]>> = {
  gender: ['male', 'female'],
  kind: ['buy', 'lease', 'sell', 'trade_in', 'test_drive'],
  source: [],
  status: ['new', 'contacted', 'interested', 'not_interested', 'bought', 'bought_elsewhere', 'invalid'],
};
export const CODED = Object.keys(CODES) as Target[];

export const ZONES = ['Asia/Shanghai', 'Asia/Hong_Kong', 'Asia/Urumqi', 'UTC'];

export const wholeOf = (map: PartnerMapBody): Draft => ({
  preset: '',
  records_path: '',
  enumerations: [],
  skips: [],
  empty_values: [],
  signed: false,
  feedback: [],
  ...map,
});

export const isChanged = (saved: PartnerMapOut, draft: Draft): boolean =>
  JSON.stringify(wholeOf(saved.map)) !== JSON.stringify(draft);

/** `a, b.c` and `a，b.c` alike. */
export const listOf = (text: string): string[] =>
  text
    .split(/[,，]/)
    .map((part) => part.trim())
    .filter(Boolean);

export const nextTarget = (fields: readonly FieldRule[]): Target => {
  const taken = new Set(fields.map((rule) => rule.target));
  return TARGETS.find((target) => !taken.has(target)) ?? 'comments';
};

/** What a change of the way leaves behind would only confuse. */
export function withTransform(rule: FieldRule, transform: Transform): FieldRule {
  const kept: FieldRule = { target: rule.target, transform, default: rule.default ?? null };
  if (transform === 'constant') return { ...kept, paths: [], value: rule.value ?? '' };
  kept.paths = rule.paths ?? [];
  if (transform === 'split') return { ...kept, separator: rule.separator ?? '+', part: rule.part ?? 0 };
  if (transform === 'join') return { ...kept, separator: rule.separator ?? ' ' };
  if (transform === 'date_time') return { ...kept, format: rule.format ?? null, zone: rule.zone ?? 'Asia/Shanghai' };
  return kept;
}

/** What the server says of a row, whether it was saved or tried out. */
export function faultAt(problem: unknown, pointer: string): string | undefined {
  if (!problem) return undefined;
  return asProblem(problem).errors.find(({ pointer: at }) => {
    const place = at.replace(/^\/map\//, '/');
    return place === pointer || place.startsWith(`${pointer}/`);
  })?.message;
}

const SECTIONS = ['fields', 'enumerations', 'skips', 'feedback'] as const;
export type Section = (typeof SECTIONS)[number];

/** The part of the map that a refusal is about. */
export const sectionOf = (problem: unknown): Section | undefined =>
  SECTIONS.find((section) => faultAt(problem, `/${section}`) !== undefined);

const PREFIX = 'chemai.partner-map.';

/** Unsaved edits outlive a reload of the page; there is nothing about people in them. */
export function keep(partner: string, kept: Kept | null): void {
  if (kept) sessionStorage.setItem(PREFIX + partner, JSON.stringify(kept));
  else sessionStorage.removeItem(PREFIX + partner);
}

export function keptOf(partner: string): Kept | null {
  const text = sessionStorage.getItem(PREFIX + partner);
  if (!text) return null;
  try {
    return JSON.parse(text) as Kept;
  } catch {
    return null;
  }
}
