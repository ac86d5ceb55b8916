import { type Ref, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBusinessNow } from '@/lib/clock';
import { cx } from '@/lib/cx';
import { useIsPhone } from '@/lib/media';
import { formatTime, relativeTime } from '@/lib/time';
import { Button } from '@/ui/Button';
import { CalendarIcon, ClockIcon, EyeIcon, FireIcon, FormIcon, HistoryIcon, PhoneIcon, ThunderIcon } from '@/ui/icons';
import { SignalTag } from '@/ui/interest/Badges';
import { PathLink } from '@/ui/PathLink';
import { SlaBadge } from '@/ui/SlaBadge';
import { useSalesLabel } from '@/ui/sales/labels';
import { LevelTag, StatusTag } from '@/ui/Tag';
import { isResponse, pathOf, type Reason, type TodayItem } from '../model';
import css from './QueueRow.module.css';

const ICONS: Record<Reason, typeof FireIcon> = {
  response_overdue: FireIcon,
  response_running: ThunderIcon,
  appointment: CalendarIcon,
  contact_overdue: HistoryIcon,
  signal: EyeIcon,
  contact_due: ClockIcon,
  hot: FireIcon,
};

export interface QueueRowProps {
  item: TodayItem;
  fresh: boolean;
  showOwner: boolean;
  /** name of the level, from the store's settings */
  levelName: string;
  onCall: () => Promise<string | null>;
  onLog: () => void;
  onFocus: () => void;
  linkRef: Ref<HTMLAnchorElement>;
}

/** One thing to do, why it stands here, and the two things one does with it. */
export function QueueRow({ item, fresh, showOwner, levelName, onCall, onLog, onFocus, linkRef }: QueueRowProps) {
  const { t } = useTranslation('today');
  const label = useSalesLabel();
  const phone = useIsPhone();
  const [number, setNumber] = useState<string | null>(null);
  const [calling, setCalling] = useState(false);
  const name = item.customer_name || t('sales:noName');
  const Icon = ICONS[item.reason];
  const call = async () => {
    setCalling(true);
    setNumber(await onCall());
    setCalling(false);
  };
  return (
    <li className={cx(css.row, css[item.reason], fresh && css.fresh)} onFocus={onFocus}>
      <PathLink
        ref={linkRef}
        href={pathOf(item)}
        className={css.hit}
        aria-label={`${t(`reason.${item.reason}`)} ${name}`}
      />
      <span className={css.icon}>
        <Icon />
      </span>
      <div className={css.words}>
        <p className={css.line}>
          <strong className={css.name}>{name}</strong>
          {item.level ? <LevelTag level={item.level} title={levelName} /> : null}
          {item.touched ? <StatusTag tone="violet">{t('touched')}</StatusTag> : null}
          <span className={css.wanted}>{item.appointment?.title || item.wanted}</span>
          <SignalTag signal={item.signal} />
        </p>
        <p className={css.facts}>
          <span className={css.number}>{number ?? item.mobile_masked}</span>
          <span>
            {item.appointment
              ? t(`appointment.${item.appointment.kind}`, { defaultValue: '' })
              : label('source', item.source)}
          </span>
          {item.since && !item.appointment ? <Since at={item.since} /> : null}
          {showOwner ? <span className={css.owner}>{item.owner_name ?? t('unassigned')}</span> : null}
        </p>
      </div>
      <div className={css.why}>
        <span className={css.reason}>{t(`reason.${item.reason}`)}</span>
        <Due item={item} />
      </div>
      <div className={css.actions}>
        {item.customer_id ? (
          <Button
            variant={phone || isResponse(item.reason) ? 'primary' : 'soft'}
            icon={PhoneIcon}
            loading={calling}
            onClick={() => void call()}
            aria-label={`${t('call')} ${name}`}
          >
            {t('call')}
          </Button>
        ) : null}
        {item.lead_id ? (
          <Button icon={FormIcon} onClick={onLog} aria-label={`${t('log')} ${name}`}>
            {t('log')}
          </Button>
        ) : null}
      </div>
    </li>
  );
}

function Since({ at }: { at: string }) {
  const now = useBusinessNow(15_000);
  return <span>{now === null ? formatTime(at) : relativeTime(at, now)}</span>;
}

function Due({ item }: { item: TodayItem }) {
  const { t } = useTranslation('today');
  if (item.appointment) return <StatusTag tone="teal">{formatTime(item.appointment.starts_at, 'time')}</StatusTag>;
  if (!item.due_at) return null;
  if (item.response_deferred && item.reason === 'response_running')
    return <StatusTag icon={ClockIcon}>{t('deferred', { at: formatTime(item.due_at, 'time') })}</StatusTag>;
  if (item.reason === 'contact_due') return <StatusTag>{formatTime(item.due_at, 'time')}</StatusTag>;
  if (item.reason === 'signal' && item.signal) return <StatusTag>{formatTime(item.signal.at)}</StatusTag>;
  if (item.reason === 'hot' || item.reason === 'signal')
    return <StatusTag>{formatTime(item.due_at, 'monthDay')}</StatusTag>;
  return <SlaBadge due={item.due_at} soonSeconds={120} />;
}
