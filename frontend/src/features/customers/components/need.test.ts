import { describe, expect, it } from 'vitest';
import { changesOf, toLines } from './need';

describe('customer card', () => {
  it('sends only what was changed, trimmed', () => {
    const before = { purpose: 'family', hobbies: ['camping'], plan: '' };
    expect(changesOf(before, { ...before, plan: '  call on Sunday ' })).toEqual({ plan: 'call on Sunday' });
    expect(changesOf(before, { ...before, purpose: null })).toEqual({ purpose: null });
    expect(changesOf(before, { ...before, hobbies: ['camping'] })).toEqual({});
  });

  it('reads entries however they are told apart', () => {
    expect(toLines('a, b\uFF0Cc\u3001a;d\n')).toEqual(['a', 'b', 'c', 'd']);
    expect(toLines('  ')).toEqual([]);
  });
});
