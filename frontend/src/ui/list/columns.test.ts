import { expect, test } from 'vitest';
import { chosenColumns, movedColumn, withColumn } from './columns';

const all = [{ id: 'name', fixed: true }, { id: 'level' }, { id: 'owner' }, { id: 'city', extra: true }];
const ids = (chosen: readonly string[]) => chosenColumns(all, chosen).map(({ id }) => id);

test('columns: the list’s own, chosen ones in order, and what must be there', () => {
  expect(ids([])).toEqual(['name', 'level', 'owner']);
  expect(ids(['owner', 'city', 'name', 'gone'])).toEqual(['owner', 'city', 'name']);
  expect(ids(['owner'])).toEqual(['name', 'owner']);
});

test('one more, one less, one further', () => {
  expect(withColumn(['name'], 'city', true)).toEqual(['name', 'city']);
  expect(withColumn(['name', 'city'], 'name', false)).toEqual(['city']);
  expect(movedColumn(['a', 'b', 'c'], 'b', -1)).toEqual(['b', 'a', 'c']);
  expect(movedColumn(['a', 'b'], 'b', 1)).toEqual(['a', 'b']);
});
