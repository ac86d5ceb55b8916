import { useTranslation } from 'react-i18next';
import { formatTime } from '@/lib/time';
import { Button } from '@/ui/Button';
import { Card, Stat } from '@/ui/Card';
import { CalendarIcon } from '@/ui/icons';
import { EmptyState } from '@/ui/States';
import { StatusTag, type Tone } from '@/ui/Tag';
import type { AccountAct } from '../hooks';
import { type AccountOut, percentOf } from '../model';
import type { Opened } from './ActSheet';
import { FigureList } from './Figures';
import css from './KeyAccounts.module.css';

export interface PartProps {
  account: AccountOut;
  onOpen: (opened: Opened) => void;
  onAct: (wish: AccountAct) => void;
}

/** The year's targets and how far they are. */
export function Plan({ account, onOpen }: PartProps) {
  const { t } = useTranslation('key-accounts');
  const { plan } = account;
  const bars = [
    { id: 'units', done: plan.units, target: plan.target_units, share: plan.units_permille },
    { id: 'visits', done: plan.visits, target: plan.target_visits, share: plan.visits_permille },
  ] as const;
  return (
    <Card
      title={t('plan.title', { year: plan.year })}
      extra={
        <Button size="sm" onClick={() => onOpen({ act: 'plan' })}>
          {t(plan.changed_at ? 'plan.change' : 'plan.make')}
        </Button>
      }
    >
      <div className={css.stack}>
        <div className={css.bars}>
          {bars.map((bar) => (
            <div key={bar.id} className={css.stack}>
              <Stat
                label={t(`plan.${bar.id}`)}
                value={t('plan.of', { done: bar.done, target: bar.target || '–' })}
                note={bar.share == null ? t('plan.noTarget') : t('plan.share', { share: Math.round(bar.share / 10) })}
              />
              <div className={css.track} aria-hidden="true">
                <span className={css.fill} style={{ width: `${percentOf(bar.share)}%` }} />
              </div>
            </div>
          ))}
        </div>
        {plan.strategy ? <p className={css.text}>{plan.strategy}</p> : null}
      </div>
    </Card>
  );
}

const RESULT_TONES: Record<string, Tone> = {
  progress: 'success',
  no_change: 'neutral',
  setback: 'danger',
  not_met: 'warning',
};

/** What was planned and what came of it. */
export function Visits({ account, onOpen }: PartProps) {
  const { t } = useTranslation('key-accounts');
  return (
    <Card title={t('visit.title')} flush>
      {account.visits.length === 0 ? (
        <EmptyState
          compact
          icon={CalendarIcon}
          title={t('visit.none')}
          text={t('visit.noneText')}
          action={<Button onClick={() => onOpen({ act: 'visit' })}>{t('visit.plan')}</Button>}
        />
      ) : null}
      <ul>
        {account.visits.map((visit) => (
          <li key={visit.id} className={css.entry}>
            <span className={css.stack}>
              <span className={css.text}>{visit.done_at && visit.summary ? visit.summary : visit.purpose}</span>
              <span className={css.quiet}>
                {formatTime(visit.done_at ?? visit.planned_at)} · {visit.staff_name ?? '–'}
                {visit.next_step ? ` · ${t('visit.nextStep', { text: visit.next_step })}` : ''}
              </span>
            </span>
            {visit.result ? (
              <StatusTag tone={RESULT_TONES[visit.result] ?? 'neutral'}>{t(`result.${visit.result}`)}</StatusTag>
            ) : (
              <Button size="sm" onClick={() => onOpen({ act: 'result', id: visit.id })}>
                {t('visit.report')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Frame agreements with what was bought under them. */
export function Agreements({ account, onOpen }: PartProps) {
  const { t } = useTranslation('key-accounts');
  return (
    <Card
      title={t('agreement.title')}
      flush
      extra={
        <Button size="sm" onClick={() => onOpen({ act: 'agreement' })}>
          {t('agreement.sign')}
        </Button>
      }
    >
      {account.agreements.length === 0 ? <p className={css.none}>{t('agreement.none')}</p> : null}
      <ul>
        {account.agreements.map((one) => (
          <li key={one.id} className={css.entry}>
            <span className={css.stack}>
              <span>
                <strong>{one.agreement_no}</strong>{' '}
                {t('agreement.discount', { percent: (one.discount_permille / 10).toFixed(1) })}
              </span>
              <span className={css.quiet}>
                {formatTime(one.valid_from, 'date')} – {formatTime(one.valid_until, 'date')} ·{' '}
                {t('agreement.units', { done: one.units, target: one.target_units || '–' })}
                {one.end_reason ? ` · ${one.end_reason}` : ''}
              </span>
            </span>
            {one.live ? (
              <Button size="sm" onClick={() => onOpen({ act: 'ending', id: one.id })}>
                {t('agreement.end')}
              </Button>
            ) : (
              <StatusTag>{t(one.ended_on ? 'agreement.ended' : 'agreement.notValid')}</StatusTag>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Evaluations by month, quarter and year, with the figures as they stood. */
export function Reviews({ account, onOpen }: PartProps) {
  const { t } = useTranslation('key-accounts');
  return (
    <Card
      title={t('review.title')}
      flush
      extra={
        <Button size="sm" onClick={() => onOpen({ act: 'review' })}>
          {t('review.write')}
        </Button>
      }
    >
      {account.reviews.length === 0 ? <p className={css.none}>{t('review.none')}</p> : null}
      <ul>
        {account.reviews.map((review) => (
          <li key={review.id} className={css.entry}>
            <span className={css.stack}>
              <span>
                <strong>{t(`review.period.${review.kind}`, { day: formatTime(review.starts_on, 'date') })}</strong>{' '}
                {t('review.scores', { satisfaction: review.satisfaction, loyalty: review.loyalty })}
              </span>
              <FigureList figures={review.figures} />
              {review.judgement ? <span className={css.text}>{review.judgement}</span> : null}
              <span className={css.quiet}>
                {review.written_by_name} · {formatTime(review.written_at)}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
