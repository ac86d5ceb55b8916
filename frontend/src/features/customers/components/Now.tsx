import type { ComponentType, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SummaryComplaint, SummaryVehicle } from '@/api/generated/aftersales/types.gen';
import type { OrderRow } from '@/api/generated/leads/types.gen';
import { useMe } from '@/api/session';
import { useBusinessNow } from '@/lib/clock';
import { cx } from '@/lib/cx';
import { mayUse } from '@/lib/roles';
import { formatDate, formatTime, localDate } from '@/lib/time';
import { useComplaintWords } from '@/ui/complaint';
import { CarIcon, CrownIcon, FileIcon, FlagIcon, PhoneIcon, WarningIcon } from '@/ui/icons';
import { MoneyText } from '@/ui/MoneyText';
import { PathLink } from '@/ui/PathLink';
import { SlaBadge } from '@/ui/SlaBadge';
import { STAGE_TONES, useSalesLabel } from '@/ui/sales/labels';
import { useLevels } from '@/ui/sales/settings';
import { LevelTag, StatusTag, type Tone } from '@/ui/Tag';
import { useOrders } from '../hooks/useCustomers';
import { type CustomerView, DEAL_POSTS } from '../model';
import css from './Page.module.css';

interface TileProps {
  icon: ComponentType;
  tone: Exclude<Tone, 'neutral'>;
  kicker: string;
  headline: ReactNode;
  children?: ReactNode;
  to: string;
}

function Tile({ icon: Icon, tone, kicker, headline, children, to }: TileProps) {
  return (
    <PathLink href={to} className={cx(css.tile, css[tone])}>
      <span className={css.badge} aria-hidden="true">
        <Icon />
      </span>
      <span className={css.words}>
        <span className={css.kicker}>{kicker}</span>
        <span className={css.headline}>{headline}</span>
        {children}
      </span>
    </PathLink>
  );
}

/** What is going on with the customer at this moment, what needs someone first. */
export function Now({ view }: { view: CustomerView }) {
  const { t } = useTranslation('customers');
  const me = useMe();
  const label = useSalesLabel();
  const { nameOf } = useLevels();
  const { customer, aftersales, loyalty } = view;
  const orders = useOrders(customer.id, mayUse(me.roles, DEAL_POSTS));
  const open = (orders.data ?? []).filter((order) => !['delivered', 'cancelled'].includes(order.status));
  const calls = (aftersales?.care_tasks ?? []).filter((task) => task.overdue).slice(0, 1);
  const member = loyalty?.member;
  return (
    <section className={css.now} aria-label={t('now.title')}>
      {aftersales?.complaints.map((complaint) => (
        <ComplaintTile key={complaint.id} complaint={complaint} />
      ))}
      {customer.open_leads.map((lead) => (
        <Tile
          key={lead.id}
          icon={FlagIcon}
          tone="info"
          kicker={t('now.lead')}
          to={`/leads?open=${lead.id}`}
          headline={
            <>
              <LevelTag level={lead.level} title={nameOf(lead.level)} />
              <span>{lead.wanted || label('kind', lead.kind)}</span>
            </>
          }
        >
          <span className={css.line}>
            <StatusTag tone={STAGE_TONES[lead.stage] ?? 'neutral'} dot>
              {label('stage', lead.stage)}
            </StatusTag>
            {lead.next_contact_at ? <span>{t('now.next', { at: formatTime(lead.next_contact_at) })}</span> : null}
          </span>
        </Tile>
      ))}
      {open.map((order) => (
        <OrderTile key={order.id} order={order} />
      ))}
      {calls.map((task) => (
        <Tile
          key={task.id}
          icon={PhoneIcon}
          tone="teal"
          kicker={t('now.call')}
          to={`/call-backs?open=${task.id}`}
          headline={t(`code.task_kind.${task.kind}`, { defaultValue: task.kind })}
        >
          <span className={css.line}>
            <SlaBadge due={task.act_at} />
            <span>{task.assignee_name ?? t('unassigned')}</span>
          </span>
        </Tile>
      ))}
      {aftersales?.vehicles.map((vehicle) => (
        <VehicleTile key={vehicle.id} vehicle={vehicle} />
      ))}
      {member ? (
        <Tile
          icon={CrownIcon}
          tone="violet"
          kicker={t('now.member', { no: member.member_no })}
          to={`/members/${member.id}`}
          headline={
            <>
              <span>{t(`code.tier.${member.tier}`, { defaultValue: member.tier })}</span>
              <span>{t('now.points', { count: member.available_points })}</span>
            </>
          }
        >
          <span className={css.line}>
            <span>
              {t('now.worth')} <MoneyText fen={member.available_worth_fen} />
            </span>
            {member.pending_points > 0 ? <span>{t('now.pending', { count: member.pending_points })}</span> : null}
          </span>
        </Tile>
      ) : null}
    </section>
  );
}

function ComplaintTile({ complaint }: { complaint: SummaryComplaint }) {
  const { t } = useTranslation('customers');
  const words = useComplaintWords();
  return (
    <Tile
      icon={WarningIcon}
      tone="danger"
      kicker={t('now.complaint', { no: complaint.no })}
      to={`/complaints?open=${complaint.id}`}
      headline={words.title(complaint)}
    >
      <span className={css.line}>
        <StatusTag tone="danger">{t(`code.status.${complaint.status}`, { defaultValue: complaint.status })}</StatusTag>
        <SlaBadge due={complaint.next_clock_at} soonSeconds={7200} />
        <span>{complaint.assignee_name ?? t('unassigned')}</span>
      </span>
    </Tile>
  );
}

function OrderTile({ order }: { order: OrderRow }) {
  const { t } = useTranslation('customers');
  return (
    <Tile
      icon={FileIcon}
      tone="success"
      kicker={t('now.order', { no: order.order_no })}
      to={`/orders/${order.id}`}
      headline={order.model}
    >
      <span className={css.line}>
        <StatusTag tone="success">{t(`code.order_status.${order.status}`, { defaultValue: order.status })}</StatusTag>
        {order.owed_fen > 0 ? (
          <span>
            {t('now.owed')} <MoneyText fen={order.owed_fen} />
          </span>
        ) : null}
      </span>
    </Tile>
  );
}

function VehicleTile({ vehicle }: { vehicle: SummaryVehicle }) {
  const { t } = useTranslation('customers');
  const now = useBusinessNow();
  const today = now === null ? null : localDate(now);
  const line = (name: string, date: string | null) =>
    date ? (
      <span className={today !== null && date < today ? css.late : undefined}>
        {t(`now.${name}`)} {formatDate(date)}
      </span>
    ) : null;
  return (
    <Tile
      icon={CarIcon}
      tone="teal"
      kicker={vehicle.plate ?? vehicle.vin.slice(-8)}
      to={`/owned-vehicles/${vehicle.id}`}
      headline={`${vehicle.brand} ${vehicle.model}`}
    >
      <span className={css.line}>
        {line('service', vehicle.next_service_on)}
        {line('compulsory', vehicle.compulsory_insurance_until)}
        {line('warranty', vehicle.warranty_until)}
      </span>
    </Tile>
  );
}
