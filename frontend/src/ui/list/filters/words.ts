import { useTranslation } from 'react-i18next';
import { formatDate } from '@/lib/time';
import { daysOf, isNamedPeriod, rangeOf } from './period';
import { valuesOf } from './state';
import type { FilterField } from './types';

const SHOWN = 2;

/** What a filter is set to, in words. */
export function useFilterWords(): (field: FilterField, value: string) => string {
  const { t } = useTranslation('list');
  const period = (value: string) => {
    if (value === 'none') return t('period.none');
    if (isNamedPeriod(value)) return t(`period.${value}`);
    const days = daysOf(value, '2026-01-01');
    if (!days) return value;
    if (days.from && days.to) {
      const [from, to] = [formatDate(days.from, 'monthDay'), formatDate(days.to, 'monthDay')];
      return from === to ? from : t('between', { from, to });
    }
    return days.from
      ? t('since', { from: formatDate(days.from, 'monthDay') })
      : t('until', { to: formatDate(days.to, 'monthDay') });
  };
  const range = (value: string, unit: string) => {
    const found = rangeOf(value);
    if (!found) return value;
    if (found.from !== undefined && found.to !== undefined) return `${found.from}–${found.to}${unit}`;
    return found.from === undefined ? `≤ ${found.to}${unit}` : `≥ ${found.from}${unit}`;
  };
  return (field, value) => {
    switch (field.kind) {
      case 'choice': {
        const names = valuesOf(value).map((one) => field.options.find((option) => option.value === one)?.label ?? one);
        const shown = names.slice(0, SHOWN).join(t('comma'));
        return names.length > SHOWN ? t('andMore', { shown, count: names.length - SHOWN }) : shown;
      }
      case 'flag':
        return '';
      case 'yesno':
        return value === 'true' ? field.yes : field.no;
      case 'period':
        return period(value);
      case 'range':
        return range(value, field.unit);
      case 'number':
        return field.unit(value);
      case 'text':
        return value;
    }
  };
}
