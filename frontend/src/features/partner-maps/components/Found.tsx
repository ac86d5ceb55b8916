import { useTranslation } from 'react-i18next';
import type { TrialField } from '@/api/generated/leads/types.gen';
import { formatTime } from '@/lib/time';
import css from './PartnerMaps.module.css';

/** What the sample gives for a field. */
export function Found({ found }: { found: TrialField | undefined }) {
  const { t } = useTranslation('partner-maps');
  if (!found) return <span />;
  const fault = found.fault && found.fault.code !== 'nothing_found' ? found.fault : null;
  return (
    <p className={css.found}>
      <span aria-hidden="true">→</span>{' '}
      {found.value ? <b className={css.value}>{shown(found, t)}</b> : <span>{t('found.nothing')}</span>}
      {fault ? <span className={css.warn}>{fault.detail}</span> : null}
    </p>
  );
}

type Translate = (key: string, options?: Record<string, unknown>) => string;

/** Codes and times as people read them. */
export function shown({ target, value }: TrialField, t: Translate): string {
  if (!value) return '';
  if (target === 'requested_at') return formatTime(value);
  if (target === 'source') return t(`sales:source.${value}`, { defaultValue: value });
  if (target === 'gender' || target === 'kind' || target === 'status')
    return t(`code.${target}.${value}`, { defaultValue: value });
  return value;
}
