import { useTranslation } from 'react-i18next';
import { useSalesLabel } from '@/ui/sales/labels';
import type { Words } from '../cells';

/** Names of codes for the cells of a form. */
export function useWords(): Words {
  const { t } = useTranslation('forms');
  const label = useSalesLabel();
  return { t: (key, values) => t(key, { ...values }), label: (family, code) => label(family, code) };
}
