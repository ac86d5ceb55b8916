import { useTranslation } from 'react-i18next';
import { Button } from '@/ui/Button';
import { InfoIcon } from '@/ui/icons';
import css from './Page.module.css';

/** A part of the system does not answer: the rest is shown, and this says what is missing. */
export function Gone({ services, onRetry }: { services: readonly string[]; onRetry: () => void }) {
  const { t } = useTranslation('customers');
  if (services.length === 0) return null;
  const names = services.map((name) => t(`service.${name}`, { defaultValue: name })).join(t('and'));
  return (
    <p className={css.gone} role="status">
      <InfoIcon />
      <span>{t('gone', { names })}</span>
      <Button size="sm" variant="ghost" onClick={onRetry}>
        {t('again')}
      </Button>
    </p>
  );
}
