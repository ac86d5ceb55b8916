import { daysOf, rangeOf } from './period';
import type { FilterField, FilterState, SearchValue } from './types';

const MOST = 50;

/** Whether a text makes sense for a field; what does not is dropped, so that a bad link shows the list. */
export function accepts(field: FilterField, value: string): boolean {
  switch (field.kind) {
    case 'choice':
      return value !== '' && value.length <= 2000;
    case 'flag':
      return value === 'true';
    case 'yesno':
      return value === 'true' || value === 'false';
    case 'period':
      return field.presets.includes(value) || daysOf(value, '2026-01-01') !== null;
    case 'range':
      return rangeOf(value) !== null;
    case 'number':
      return /^\d{1,4}$/.test(value) && Number(value) > 0;
    case 'text':
      return value.trim() !== '' && value.length <= 200;
  }
}

/** The filters that an address (or a saved view) holds. */
export function filtersOf(search: Readonly<Record<string, unknown>>, fields: readonly FilterField[]): FilterState {
  const found: Record<string, string> = {};
  for (const field of fields) {
    const raw = search[field.id];
    if (raw === undefined || raw === null || typeof raw === 'object') continue;
    const value = String(raw);
    if (accepts(field, value)) found[field.id] = value;
  }
  return found;
}

/** One filter as the address writes it: numbers and truth values without quotes. */
export function searchValue(value: string | undefined): SearchValue {
  if (value === undefined || value === '') return undefined;
  if (value === 'true' || value === 'false') return value === 'true';
  return /^(0|[1-9]\d{0,8})$/.test(value) ? Number(value) : value;
}

/** Every field of the list, set or taken away: what a navigation needs. */
export function searchOf(filters: FilterState, fields: readonly FilterField[]): Record<string, SearchValue> {
  return Object.fromEntries(fields.map(({ id }) => [id, searchValue(filters[id])]));
}

export const valuesOf = (value: string | undefined): string[] =>
  value ? [...new Set(value.split(',').filter(Boolean))].slice(0, MOST) : [];

/** A choice more or less; in the order of the options, so that the same choice is the same address. */
export function toggled(value: string | undefined, one: string, options: readonly { value: string }[]): string {
  const chosen = new Set(valuesOf(value));
  if (!chosen.delete(one)) chosen.add(one);
  const known = options.map((option) => option.value).filter((option) => chosen.delete(option));
  return [...known, ...chosen].join(',');
}

export const sameFilters = (one: FilterState, other: FilterState): boolean => {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every((key) => one[key] === other[key]);
};
