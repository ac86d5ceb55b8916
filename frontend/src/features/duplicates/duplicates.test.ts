import { describe, expect, it } from 'vitest';
import type { MergeField, MergePreview } from '@/api/generated/leads/types.gen';
import { canJoin, choicesOf, sorted, swapped } from './model';

const field = (name: string, chosen: MergeField['chosen'], kept: unknown, absorbed: unknown): MergeField => ({
  field: name,
  kept,
  absorbed,
  differs: JSON.stringify(kept) !== JSON.stringify(absorbed),
  chosen,
  locked: false,
});

const FIELDS = [
  field('name', 'kept', 'Han Yutong', 'Han Yu'),
  field('city', 'kept', 'Shanghai', 'Shanghai'),
  field('card.concerns', 'both', ['space'], ['price']),
];

describe('merge choices', () => {
  it('sends only what differs from the proposal', () => {
    expect(choicesOf(FIELDS, { name: 'absorbed', 'card.concerns': 'both' })).toEqual({ name: 'absorbed' });
    expect(choicesOf(FIELDS, {})).toEqual({});
  });

  it('shows differing fields first', () => {
    const { differing, same } = sorted(FIELDS);
    expect(differing.map((one) => one.field)).toEqual(['name', 'card.concerns']);
    expect(same.map((one) => one.field)).toEqual(['city']);
  });

  it('joins lists and notes only', () => {
    expect(FIELDS.map(canJoin)).toEqual([false, false, true]);
    expect(canJoin(field('note', 'both', 'a', 'b'))).toBe(true);
  });

  it('keeps the file that the rules call better', () => {
    const preview = { kept: { id: 'a' }, absorbed: { id: 'b' }, better_kept_id: 'b' } as MergePreview;
    expect(swapped(preview)).toEqual({ kept: 'b', absorbed: 'a' });
  });
});
