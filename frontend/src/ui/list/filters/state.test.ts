import { expect, test } from 'vitest';
import { setTimeZone } from '@/lib/time';
import { keptOf, lookOf, lookOfView, sameLook, searchOfLook } from '../views/state';
import type { SavedViewOut } from '../views/useSavedViews';
import { daysOf, instantsOf, rangeOf } from './period';
import { filtersOf, searchValue, toggled } from './state';
import type { FilterField } from './types';

const levels = [
  { value: 'H', label: 'H' },
  { value: 'A', label: 'A' },
  { value: 'B', label: 'B' },
];
const fields: FilterField[] = [
  { id: 'level', label: 'Level', group: 'g', kind: 'choice', options: levels },
  { id: 'overdue', label: 'Overdue', group: 'g', kind: 'flag' },
  { id: 'tradein', label: 'Trade-in', group: 'g', kind: 'yesno', yes: 'yes', no: 'no' },
  { id: 'created', label: 'Created', group: 'g', kind: 'period', presets: ['this_month', 'none'] },
  { id: 'score', label: 'Score', group: 'g', kind: 'range', min: 0, max: 100, unit: '%' },
  { id: 'silent', label: 'Silent', group: 'g', kind: 'number', options: [3, 7], unit: (value) => value },
  { id: 'tag', label: 'Tag', group: 'g', kind: 'text' },
];
const rules = { fields, sorts: ['newest', 'risk'] };

test.each([
  ['today', '2026-11-20', { from: '2026-11-20', to: '2026-11-20' }],
  ['until_today', '2026-11-20', { to: '2026-11-20' }],
  ['this_week', '2026-11-22', { from: '2026-11-16', to: '2026-11-22' }],
  ['this_week', '2026-11-16', { from: '2026-11-16', to: '2026-11-22' }],
  ['next_week', '2026-12-31', { from: '2027-01-04', to: '2027-01-10' }],
  ['this_month', '2028-02-29', { from: '2028-02-01', to: '2028-02-29' }],
  ['last_month', '2026-01-31', { from: '2025-12-01', to: '2025-12-31' }],
  ['last_month', '2026-03-31', { from: '2026-02-01', to: '2026-02-28' }],
  ['last_7', '2026-11-03', { from: '2026-10-28', to: '2026-11-03' }],
  ['2026-11-01..', '2026-11-20', { from: '2026-11-01' }],
  ['..2026-11-15', '2026-11-20', { to: '2026-11-15' }],
  ['2026-11-02..2026-11-01', '2026-11-20', null],
  ['..', '2026-11-20', null],
  ['whenever', '2026-11-20', null],
  ['toString', '2026-11-20', null],
])('period %s on %s', (value, today, days) => expect(daysOf(value, today)).toEqual(days));

test('a period is whole days of the store', () => {
  setTimeZone('Asia/Shanghai');
  expect(instantsOf('today', '2026-11-20')).toEqual({
    from: '2026-11-19T16:00:00.000Z',
    to: '2026-11-20T16:00:00.000Z',
  });
  expect(instantsOf('none', '2026-11-20')).toEqual({});
});

test('ranges', () => {
  expect(rangeOf('40..')).toEqual({ from: 40 });
  expect(rangeOf('..60')).toEqual({ to: 60 });
  expect(rangeOf('0..0')).toEqual({ from: 0, to: 0 });
  for (const value of ['60..40', '..', '40', 'a..b', '-1..2']) expect(rangeOf(value)).toBeNull();
});

test('an address and back, and what makes no sense is dropped', () => {
  const search = {
    level: 'H,A',
    overdue: true,
    tradein: false,
    created: 'this_month',
    score: '40..',
    silent: 7,
    tag: 2026,
  };
  const look = lookOf({ ...search, sort: 'risk', view: 'board', cols: 'level,name', open: 'x' }, rules);
  expect(look.filters).toEqual({
    level: 'H,A',
    overdue: 'true',
    tradein: 'false',
    created: 'this_month',
    score: '40..',
    silent: '7',
    tag: '2026',
  });
  expect(searchOfLook(look, rules)).toEqual({ ...search, sort: 'risk', view: 'board', cols: 'level,name' });
  const nonsense = {
    level: '',
    overdue: false,
    created: 'someday',
    score: '9..1',
    silent: 'x',
    tag: ' ',
    deep: { a: 1 },
  };
  expect(filtersOf(nonsense, fields)).toEqual({});
  expect(lookOf({ sort: 'luck' }, rules)).toEqual({ filters: {}, sort: 'newest', columns: [], layout: 'list' });
  expect([searchValue('007'), searchValue('7'), searchValue(''), searchValue('true')]).toEqual([
    '007',
    7,
    undefined,
    true,
  ]);
});

test('a view keeps a look and shows it again', () => {
  const look = lookOf({ level: 'H', silent: 7, sort: 'risk', cols: 'name' }, rules);
  const kept = keptOf(look, rules);
  expect(kept).toEqual({ filters: { level: 'H', silent: 7 }, sort: 'risk', columns: ['name'], layout: 'list' });
  const view = { ...kept, sort: kept.sort } as unknown as SavedViewOut;
  expect(sameLook(lookOfView(view, rules), look)).toBe(true);
  expect(sameLook(lookOfView({ ...view, columns: [] }, rules), look)).toBe(false);
  expect(lookOfView({ ...view, filters: { level: ['H', 'A'], gone: 'x' }, sort: 'gone' }, rules)).toEqual({
    filters: { level: 'H,A' },
    sort: 'newest',
    columns: ['name'],
    layout: 'list',
  });
});

test('choices stay in the order of their options', () => {
  expect(toggled('B', 'H', levels)).toBe('H,B');
  expect(toggled('H,B', 'H', levels)).toBe('B');
  expect(toggled('B', 'B', levels)).toBe('');
  expect(toggled('Z', 'A', levels)).toBe('A,Z');
});
