import { useTranslation } from 'react-i18next';
import { cx } from '@/lib/cx';
import { formatTime } from '@/lib/time';
import { useAssignment } from '../hooks/queries';
import css from './Lead.module.css';

/** Why this adviser: the rule that decided, and what the rotation compared. */
export function Assignment({ leadId }: { leadId: string }) {
  const { t } = useTranslation('leads');
  const { data } = useAssignment(leadId);
  if (!data) return null;
  const values = { owner: data.owner_name ?? t('unassigned'), by: data.by_name ?? '', brand: data.brand ?? '' };
  return (
    <details className={css.more}>
      <summary>{t('why.title', values)}</summary>
      <div className={css.why}>
        <p>
          {t(`why.${data.reason}`, { ...values, defaultValue: data.reason })}{' '}
          <span className={css.quiet}>{formatTime(data.at)}</span>
        </p>
        {data.of ? <p className={css.quiet}>{t('why.of', { count: data.of })}</p> : null}
        {data.note ? <p className={css.quiet}>{data.note}</p> : null}
        {data.candidates.length > 0 ? (
          <table className={css.candidates}>
            <thead>
              <tr>
                <th scope="col">{t('why.candidate')}</th>
                <th scope="col">{t('why.given')}</th>
                <th scope="col">{t('why.load')}</th>
              </tr>
            </thead>
            <tbody>
              {data.candidates.map((person) => (
                <tr key={person.staff_id} className={cx(person.staff_id === data.owner_id && css.chosen)}>
                  <td>{person.name}</td>
                  <td>{person.given_today}</td>
                  <td>{person.load}</td>
                </tr>
              ))}
            </tbody>
          </table>
        ) : null}
        {data.skipped && data.skipped.length > 0 ? (
          <p className={css.quiet}>
            {t('why.skipped')}:{' '}
            {data.skipped
              .map((person) => `${person.name} (${t(`why.skip.${person.why}`, { defaultValue: person.why })})`)
              .join(' · ')}
          </p>
        ) : null}
      </div>
    </details>
  );
}
