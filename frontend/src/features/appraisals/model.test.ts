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
  it('a valuation that needs the manager is approved before it is offered', () => {
    expect(mainAct({ next_acts: ['value', 'approve', 'offer'], needs_approval: true })).toBe('approve');
    expect(mainAct({ next_acts: ['value', 'approve', 'offer'], needs_approval: false })).toBe('offer');
    expect(mainAct({ next_acts: ['accept', 'refuse'], needs_approval: false })).toBe('accept');
    expect(mainAct({ next_acts: [], needs_approval: false })).toBeNull();
  });
});
