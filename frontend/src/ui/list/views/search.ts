import type { SearchValue } from '../filters/types';

const MOST = 60;
const NAME = /^[a-z][a-z0-9_]*$/i;

/** The search part of a list's address: single values only; what the list makes of them, its fields decide. */
export function listSearch(input: Record<string, unknown>): Record<string, SearchValue> {
  const found: Record<string, SearchValue> = {};
  for (const [name, value] of Object.entries(input).slice(0, MOST)) {
    if (!NAME.test(name)) continue;
    if (typeof value === 'string' ? value.length <= 4000 : typeof value === 'number' || typeof value === 'boolean')
      found[name] = value as SearchValue;
  }
  return found;
}
