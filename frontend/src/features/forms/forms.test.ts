import { describe, expect, it } from 'vitest';
import { dailyCells, matrixCells, type Words } from './cells';
import { fileName } from './hooks';
import { type ContactMatrixRow, type DailyReportRow, type Head, latest } from './model';

const words: Words = { t: (key) => key, label: (_family, code) => code ?? '' };

describe('forms', () => {
  it('takes the file name that the server gives', () => {
    expect(fileName("attachment; filename=form.xlsx; filename*=UTF-8''%E8%90%A5%E4%B8%9A.xlsx")).toBe('营业.xlsx');
    expect(fileName(null)).toBe('form.xlsx');
  });

  it('shows the newest signature of each post', () => {
    const signed = (post: string, id: string) => ({ post, id }) as unknown as Head['sign_offs'][number];
    const head = { sign_offs: [signed('manager', '2'), signed('supervisor', '3'), signed('manager', '1')] } as Head;
    expect([...latest(head).values()].map((one) => one.id)).toEqual(['2', '3']);
  });

  it('writes a plan as a star and a contact as its level', () => {
    const row = {
      days: [
        { day: 3, planned: true, level: null },
        { day: 4, planned: true, level: 'A' },
        { day: 5, planned: false, level: 'H' },
      ],
      result: 'running',
      carded_on: '2026-10-02',
    } as ContactMatrixRow;
    expect(matrixCells(row, 1, words)).toMatchObject({
      day_3: '*',
      day_4: '*A',
      day_5: 'H',
      result: '',
      carded_on: '10-02',
    });
  });

  it('says what was planned and not made', () => {
    const row = { contacts: [], ordered: false, carried: true, phoned: false, met: false } as unknown as DailyReportRow;
    expect(dailyCells(row, 2, words)).toMatchObject({ seq: '2', course: 'notMade', carried: '✓', fresh: '' });
  });
});
