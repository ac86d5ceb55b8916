import { useTranslation } from 'react-i18next';
import type { DeliveryOut } from '@/api/generated/leads/types.gen';
import { formatTime } from '@/lib/time';
import { CheckIcon, KeyIcon } from '@/ui/icons';
import { PathLink } from '@/ui/PathLink';
import { StoryNext } from '@/ui/story/StoryNext';
import css from './Delivery.module.css';
import { useFreshAfter } from './hooks';

const FOLLOWS = ['owner', 'maintenance', 'calls', 'member', 'message'] as const;

/** The moment itself, and what the system has done by itself because of it. */
export function Done({ delivery }: { delivery: DeliveryOut }) {
  const { t } = useTranslation('deals');
  useFreshAfter(true);
  return (
    <section className={css.done} aria-label={t('done.title')}>
      <span className={css.doneMark} aria-hidden="true">
        <KeyIcon />
      </span>
      <h2 className={css.doneTitle}>{t('done.congratulations', { name: delivery.customer_name ?? '' })}</h2>
      <p className={css.quiet}>
        {delivery.model} · {delivery.vin} · {formatTime(delivery.handed_over_at, 'full')}
      </p>
      <ul className={css.follows}>
        {FOLLOWS.map((code) => (
          <li key={code}>
            <CheckIcon /> {t(`done.${code}`)}
          </li>
        ))}
      </ul>
      <PathLink className={css.doneLink} href={`/customers/${delivery.customer_id}`}>
        {t('done.look')}
      </PathLink>
      <StoryNext toRole="crc_agent" label={t('done.story')} to="/call-backs" />
    </section>
  );
}
