import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/session';

/** In the demo business time runs ahead of the real one: these say which of the two a label means. */
export function useClockLabels() {
  const { t } = useTranslation('admin');
  const { demo } = useMe();
  return {
    /** what happened in the business: events, what partners sent */
    business: (label: string) => (demo ? t('clock.business', { label }) : label),
    /** what happens between machines: tries, keys, sessions */
    real: (label: string) => (demo ? t('clock.real', { label }) : label),
  };
}
