import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InterestOut, RecentView } from '@/api/generated/leads/types.gen';
import { formatTime } from '@/lib/time';
import { Button } from '../Button';
import { Card } from '../Card';
import { EyeIcon, FireIcon } from '../icons';
import { EmptyState, ErrorState } from '../States';
import { StatusTag } from '../Tag';
import css from './Interest.module.css';
import { useInterest } from './queries';

const SHOWN = 5;

/** What a customer looked at, with their consent: models, topics, competitors, the last views. */
export function InterestCard({ customerId }: { customerId: string }) {
  const { t } = useTranslation('interest');
  const { data, error, refetch } = useInterest(customerId);
  return (
    <Card title={t('interest.title')} extra={data ? <Agreed agreed={data.agreed} /> : undefined}>
      {error && !data ? <ErrorState compact error={error} onRetry={() => void refetch()} /> : null}
      {data && !data.last_at ? (
        <EmptyState compact icon={EyeIcon} title={t('interest.none')} text={t('interest.noneText')} />
      ) : null}
      {data?.last_at ? <Profile interest={data} /> : null}
    </Card>
  );
}

function Agreed({ agreed }: { agreed: boolean | null }) {
  const { t } = useTranslation('interest');
  if (agreed === null) return <StatusTag>{t('interest.asked')}</StatusTag>;
  return (
    <StatusTag tone={agreed ? 'success' : 'neutral'}>{t(agreed ? 'interest.agreed' : 'interest.refused')}</StatusTag>
  );
}

function Profile({ interest }: { interest: InterestOut }) {
  const { t } = useTranslation('interest');
  const most = Math.max(...interest.models.map((one) => one.views), 1);
  return (
    <div className={css.stack}>
      <p className={css.head}>
        {interest.streak && interest.streak.days > 1 ? (
          <StatusTag tone="danger" icon={FireIcon}>
            {t('interest.streak', { days: interest.streak.days, model: interest.streak.model })}
          </StatusTag>
        ) : null}
        <span className={css.small}>
          {t('interest.days', { count: interest.active_days })} ·{' '}
          {t('interest.last', { at: interest.last_at ? formatTime(interest.last_at) : '' })}
        </span>
      </p>
      {interest.models.length > 0 ? (
        <section className={css.list}>
          <h3 className={css.label}>{t('interest.models')}</h3>
          <ul className={css.list}>
            {interest.models.slice(0, SHOWN).map((one) => (
              <li key={one.model}>
                <span className={css.line}>
                  <strong>{one.model}</strong>
                  <span className={css.small}>
                    {t('interest.views', { views: one.views, days: one.days })}
                    {one.price_views > 0 ? ` · ${t('interest.price', { count: one.price_views })}` : ''}
                  </span>
                </span>
                <span className={css.bar} aria-hidden="true">
                  <span className={css.fill} style={{ width: `${(100 * one.views) / most}%` }} />
                </span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <Names title={t('interest.topics')} names={interest.topics.map((one) => one.name)} />
      <Names title={t('interest.rivals')} names={interest.rivals.map((one) => one.name)} />
      <Recent views={interest.recent} />
    </div>
  );
}

function Names({ title, names }: { title: string; names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <section className={css.list}>
      <h3 className={css.label}>{title}</h3>
      <p className={css.tags}>
        {names.map((name) => (
          <StatusTag key={name}>{name}</StatusTag>
        ))}
      </p>
    </section>
  );
}

function Recent({ views }: { views: readonly RecentView[] }) {
  const { t } = useTranslation('interest');
  const [all, setAll] = useState(false);
  return (
    <section className={css.list}>
      <h3 className={css.label}>{t('interest.recent')}</h3>
      <ol className={css.list}>
        {(all ? views : views.slice(0, SHOWN)).map((view) => (
          <li key={`${view.at}${view.kind}${view.page}`} className={css.line}>
            <span>
              {t(`kind.${view.kind}`, { defaultValue: view.kind })}{' '}
              <span className={css.small}>
                {[view.model, view.trim, view.rival, view.topic].filter(Boolean).join(' · ')}
              </span>
            </span>
            <span className={css.small}>
              {t(`door.${view.door}`)} · {formatTime(view.at)}
            </span>
          </li>
        ))}
      </ol>
      {!all && views.length > SHOWN ? (
        <Button size="sm" variant="ghost" onClick={() => setAll(true)}>
          {t('interest.more')}
        </Button>
      ) : null}
    </section>
  );
}
