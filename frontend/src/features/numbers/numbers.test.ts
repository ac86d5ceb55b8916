import { describe, expect, it } from 'vitest';
import { read } from './components/TargetSheet';
import { cutOf, type KpiCard, moved, shown, welcome } from './model';

const card = (value: number | null, previous: number | null, more: Partial<KpiCard> = {}) =>
  ({ unit: 'ratio', higher_is_better: true, value, previous: { value: previous }, ...more }) as KpiCard;

describe('numbers', () => {
  it('shows a dash where nothing stands below the line', () => {
    expect(shown({ value: null }, 'ratio')).toBe('—');
    expect(shown({ value: 0 }, 'ratio')).toBe('0%');
    expect(shown({ value: 0.6667 }, 'ratio')).toBe('66.7%');
    expect(shown({ value: 12 }, 'count')).toBe('12');
  });

  it('compares in points, and knows good news', () => {
    expect(moved(card(0.25, 0.2))).toBe(5);
    expect(moved(card(null, 0.2))).toBeNull();
    expect(moved(card(7, 9, { unit: 'count' }))).toBe(-2);
    expect(welcome(card(0.25, 0.2), 5)).toBe(true);
    expect(welcome(card(0.25, 0.2, { higher_is_better: false }), 5)).toBe(false);
  });

  it('chooses the rows of a group, also of nobody', () => {
    expect(cutOf('adviser', 'a1')).toEqual({ adviser_id: 'a1' });
    expect(cutOf('model', '')).toEqual({ nobody: 'model' });
    expect(cutOf('model', undefined)).toEqual({});
  });

  it('reads a target as it is typed', () => {
    expect(read('85', 'ratio')).toBe('0.850');
    expect(read('12.5', 'ratio')).toBe('0.125');
    expect(read('30', 'count')).toBe('30');
    expect(read(' ', 'ratio')).toBeNull();
    expect(read('viel', 'ratio')).toBeUndefined();
  });
});
