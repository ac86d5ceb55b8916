import { describe, expect, it } from 'vitest';
import type { ComplaintOut, Step } from '@/api/generated/aftersales/types.gen';
import { asideOf, type Filled, isReady, nextOf } from './steps';

const complaint = (status: string, next_steps: Step[], compensation = 'none') =>
  ({ status, next_steps, compensation }) as ComplaintOut;
const EMPTY: Filled = { text: '', cause: '', fen: null, yes: null, reached: true, score: null, choice: '' };

describe('the next step of a complaint', () => {
  it.each<[string, Step[], string, string | undefined]>([
    ['opened', ['accept'], 'none', 'accept'],
    ['accepted', ['investigate', 'propose'], 'none', 'investigate'],
    ['investigating', ['investigate', 'propose'], 'none', 'propose'],
    ['proposed', ['propose', 'agree', 'decline'], 'none', 'agree'],
    ['proposed', ['decide_compensation', 'propose', 'decline'], 'pending', 'decide'],
    ['agreed', ['execute', 'finish'], 'none', 'execute'],
    ['executing', ['finish'], 'none', 'finish'],
    ['verifying', ['satisfied', 'dissatisfied'], 'none', 'verify'],
    ['closed', ['reopen'], 'none', 'reopen'],
    ['something_new', [], 'none', undefined],
  ])('%s %j %s → %s', (status, steps, compensation, name) => {
    expect(nextOf(complaint(status, steps, compensation))?.name).toBe(name);
  });

  it('offers aside what is always possible, and no assigning once closed', () => {
    expect(asideOf(complaint('opened', ['accept'])).map((form) => form.name)).toEqual(['assign', 'regrade', 'note']);
    expect(asideOf(complaint('closed', ['reopen'])).map((form) => form.name)).toEqual(['note']);
  });

  it('asks for the answer only when the customer was reached', () => {
    const verify = nextOf(complaint('verifying', ['satisfied']));
    if (!verify) throw new Error('no step');
    expect(isReady(verify, EMPTY)).toBe(false);
    expect(isReady(verify, { ...EMPTY, reached: false })).toBe(true);
    expect(verify.call({ ...EMPTY, yes: true, score: 9 }).body).toMatchObject({
      reached: true,
      satisfied: true,
      score: 9,
    });
  });
});
