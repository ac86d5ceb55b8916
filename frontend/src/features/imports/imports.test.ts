import { describe, expect, it } from 'vitest';
import { filed, hasContact, share, stepsOf, withTarget } from './model';

describe('columns', () => {
  it('gives a meaning to one column only, but for those that several may have', () => {
    expect(withTarget({ 0: 'name', 1: 'mobile', 2: null }, 2, 'mobile')).toEqual({ 0: 'name', 1: null, 2: 'mobile' });
    expect(withTarget({ 0: 'comments', 1: null }, 1, 'comments')).toEqual({ 0: 'comments', 1: 'comments' });
  });

  it('needs a way to reach somebody', () => {
    expect(hasContact({ 0: 'name', 1: 'wechat' })).toBe(false);
    expect(hasContact({ 0: 'name', 1: 'email' })).toBe(true);
  });
});

describe('the way of an import', () => {
  it('shows where it stands', () => {
    const states = (state: Parameters<typeof stepsOf>[0], remap = false) =>
      stepsOf(state, remap, (id) => id).map((step) => step.state);
    expect(states('mapping')).toEqual(['done', 'current', 'todo', 'todo', 'todo']);
    expect(states('checked', true)).toEqual(['done', 'current', 'todo', 'todo', 'todo']);
    expect(states('failed')).toEqual(['done', 'done', 'done', 'failed', 'todo']);
    expect(states('done')).toEqual(['done', 'done', 'done', 'done', 'done']);
  });

  it('counts', () => {
    expect(share({ done: 0, total: 0 })).toBe(0);
    expect(share({ done: 99_999, total: 100_000 })).toBe(99);
    expect(filed({ created: 3, touched: 2, refused: 9 })).toBe(5);
  });
});
