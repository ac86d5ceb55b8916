import { describe, expect, it } from 'vitest';
import type { WorksheetOut } from '@/api/generated/leads/types.gen';
import { foresee, mainAct } from './model';

const sheet = {
  sections: [
    { code: 'body', maximum: 20, items: [] },
    { code: 'road', maximum: 80, items: [{ code: 'brakes', points: 25 }] },
  ],
} as unknown as WorksheetOut;

describe('the foreseen verdict', () => {
  it('takes points by section, never below nothing, and grades', () => {
    expect(foresee(sheet, false, [], [])).toEqual({ score: 100, grade: 1, accident: false });
    expect(foresee(sheet, false, [{ degree: 3 }], ['brakes'])).toMatchObject({ score: 73.5, grade: 2 });
    expect(foresee(sheet, false, Array(40).fill({ degree: 2 }), [])).toMatchObject({ score: 80 });
  });

  it('any frame defect makes grade 5', () => {
    expect(foresee(sheet, true, [], [])).toMatchObject({ score: 100, grade: 5 });
  });
});

describe('who goes on', () => {
  it.each([
    ['inspected', ['inspect', 'value'], false, 'value'],
    ['valued', ['inspect', 'value', 'approve', 'offer'], true, 'approve'],
    ['valued', ['inspect', 'value', 'approve', 'offer'], false, 'offer'],
    ['offered', ['offer', 'accept', 'refuse'], false, 'accept'],
    ['purchased', [], false, null],
  ] as const)('%s with %j → %s %s', (status, acts, needs_approval, act) => {
    expect(mainAct({ status, next_acts: [...acts], needs_approval })).toBe(act);
  });
});
