import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VisitBoard } from '@/api/generated/leads/types.gen';
import { useBusinessNow } from '@/lib/clock';
import { formatTime, localDate, relativeTime } from '@/lib/time';
import { Button } from '@/ui/Button';
import { Card, Stat } from '@/ui/Card';
import { CheckIcon, LogoutIcon, ShopIcon, UserAddIcon } from '@/ui/icons';
import { PathLink } from '@/ui/PathLink';
import { SlaBadge } from '@/ui/SlaBadge';
import { EmptyState } from '@/ui/States';
import { useSalesLabel } from '@/ui/sales/labels';
import { StatusTag } from '@/ui/Tag';
import { useGreet, useLeave } from '../hooks';
import { shareOf, type VisitOut } from '../model';
import { HostMenu, LeaveSheet, StepRow } from './Hosting';
import { IdentifySheet } from './IdentifySheet';
import css from './Reception.module.css';

/** The day in four numbers. */
export function DayStats({ today }: { today: VisitBoard['today'] }) {
  const { t } = useTranslation('reception');
  return (
    <Card>
      <div className={css.stats}>
        <Stat label={t('stats.arrivals')} value={today.arrivals} />
        <Stat label={t('stats.captured')} value={rateOf(today.captured, today.captured + today.strangers)} />
        <Stat label={t('stats.greeted')} value={rateOf(today.greeted_in_time, today.greeted)} />
        <Stat label={t('stats.strangers')} value={today.strangers} />
        <Stat label={t('stats.calls')} value={today.calls} />
      </div>
    </Card>
  );
}

const rateOf = (part: number, whole: number): string => {
  const share = shareOf(part, whole);
  return share === null ? '–' : `${share}%`;
};

/** Written down as still in the house since an earlier day; the server asks for the reason when it ends. */
const isOvernight = (visit: VisitOut, now: number | null): boolean =>
  now !== null && localDate(visit.arrived_at) < localDate(now);

/** Who is in the house, longest first, with the clock of the greeting. */
export function House({ board }: { board: VisitBoard }) {
  const { t } = useTranslation('reception');
  const { open: visits, after_closing: late } = board;
  const now = useBusinessNow(60_000);
  const overnight = visits.filter((visit) => isOvernight(visit, now));
  const [identifying, setIdentifying] = useState<VisitOut | null>(null);
  const [leaving, setLeaving] = useState<VisitOut | null>(null);
  return (
    <>
      {late && visits.length > 0 ? (
        <p className={css.known} role="status">
          {t('house.late', { count: visits.length })}
        </p>
      ) : overnight.length > 0 ? (
        <p className={css.known} role="status">
          {t('house.overnight', { count: overnight.length })}
        </p>
      ) : null}
      {visits.length === 0 ? (
        <Card>
          <EmptyState icon={ShopIcon} title={t('house.empty')} text={t('house.emptyText')} />
        </Card>
      ) : (
        <ul className={css.house} aria-label={t('house.title')}>
          {visits.map((visit) => (
            <VisitCard
              key={visit.id}
              visit={visit}
              hosts={board.hosts}
              onIdentify={() => setIdentifying(visit)}
              onLate={late || isOvernight(visit, now) ? () => setLeaving(visit) : null}
            />
          ))}
        </ul>
      )}
      {identifying ? <IdentifySheet visit={identifying} onClose={() => setIdentifying(null)} /> : null}
      {leaving ? <LeaveSheet visit={leaving} onClose={() => setLeaving(null)} /> : null}
    </>
  );
}

interface VisitCardProps {
  visit: VisitOut;
  hosts: VisitBoard['hosts'];
  onIdentify: () => void;
  /** after closing, and for a visit of an earlier day, a departure needs a reason */
  onLate: (() => void) | null;
}

function VisitCard({ visit, hosts, onIdentify, onLate }: VisitCardProps) {
  const { t } = useTranslation(['reception', 'sales']);
  const label = useSalesLabel();
  const now = useBusinessNow(15_000);
  const greet = useGreet();
  const leave = useLeave();
  const name = visit.anonymous ? t('stranger') : visit.customer_name || t('sales:noName');
  return (
    <li className={css.visit}>
      <p className={css.line}>
        <strong className={css.name}>
          {visit.lead_id ? <PathLink href={`/leads?open=${visit.lead_id}`}>{name}</PathLink> : name}
        </strong>
        {visit.first_time && !visit.anonymous ? <StatusTag tone="violet">{t('firstTime')}</StatusTag> : null}
        <span className={css.grow} />
        {visit.greet_by ? <SlaBadge due={visit.greet_by} doneAt={visit.greeted_at} soonSeconds={10} /> : null}
      </p>
      <p className={css.facts}>
        {visit.mobile_masked ? <span>{visit.mobile_masked}</span> : null}
        <span>{label('purpose', visit.purpose)}</span>
        {visit.wanted ? <span>{visit.wanted}</span> : null}
        {visit.companions > 0 ? <span>{t('companions', { count: visit.companions })}</span> : null}
      </p>
      <p className={css.facts}>
        <HostMenu visit={visit} hosts={hosts} />
        <span className={isOvernight(visit, now) ? css.since : undefined}>
          {now === null ? formatTime(visit.arrived_at, 'time') : relativeTime(visit.arrived_at, now)}
        </span>
      </p>
      <StepRow visit={visit} />
      <div className={css.actions}>
        {visit.greeted_at ? null : (
          <Button
            variant="primary"
            icon={CheckIcon}
            aria-label={`${t('greet')} ${name}`}
            onClick={() => greet.mutate({ id: visit.id })}
          >
            {t('greet')}
          </Button>
        )}
        {visit.anonymous ? (
          <Button icon={UserAddIcon} aria-label={`${t('identify.action')} ${name}`} onClick={onIdentify}>
            {t('identify.action')}
          </Button>
        ) : null}
        <Button
          icon={LogoutIcon}
          aria-label={`${t('leave')} ${name}`}
          onClick={() => (onLate ? onLate() : leave.mutate({ id: visit.id }))}
        >
          {t('leave')}
        </Button>
      </div>
    </li>
  );
}
