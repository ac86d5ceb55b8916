import type { CardChange, CardFields } from '@/api/generated/leads/types.gen';

export const CHOICES = {
  purchase_type: ['first', 'additional', 'replacement'],
  purpose: ['family', 'commute', 'business', 'offroad', 'gift'],
  main_user: ['self', 'spouse', 'child', 'parent', 'company'],
  decision_cycle: ['days_7', 'days_15', 'days_30', 'days_90', 'later'],
  buying_power: ['low', 'medium', 'high'],
  payment_plan: ['full', 'loan', 'lease'],
} as const;

export const CONCERNS = [
  'price',
  'brand',
  'exterior',
  'configuration',
  'power',
  'range',
  'space',
  'safety',
  'resale',
  'service',
] as const;

export const DECISION_ROLES = ['decides', 'influences', 'pays', 'uses'] as const;

const same = (one: unknown, other: unknown) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

/** What differs from the beginning, as the request takes it; texts are trimmed, blanks clear a field. */
export function changesOf(before: CardFields, after: CardFields): CardChange {
  const changed = Object.entries(after).filter(([name, value]) => !same(before[name as keyof CardFields], value));
  return Object.fromEntries(changed.map(([name, value]) => [name, typeof value === 'string' ? value.trim() : value]));
}

/** Typed text to lines: one per comma, semicolon or line break, each once. */
export const toLines = (text: string): string[] => [
  ...new Set(
    text
      .split(/[,\uFF0C\u3001;\uFF1B\n]+/)
      .map((part) => part.trim())
      .filter(Boolean),
  ),
];
