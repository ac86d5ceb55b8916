import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderOut } from '@/api/generated/leads/types.gen';
import { useMe } from '@/api/session';
import { mayUse } from '@/lib/roles';
import { formatDate, formatTime } from '@/lib/time';
import { Button, IconButton } from '@/ui/Button';
import { toneOf, useBilingual, useDealLabel } from '@/ui/deal/labels';
import { SALES_MANAGER, SELLERS } from '@/ui/deal/roles';
import { KeyIcon, MoreIcon } from '@/ui/icons';
import { Menu, type MenuItem } from '@/ui/Menu';
import { Columns, Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { PathLink } from '@/ui/PathLink';
import { DetailSkeleton } from '@/ui/Skeleton';
import { ErrorState } from '@/ui/States';
import { Steps } from '@/ui/Steps';
import { StoryNext } from '@/ui/story/StoryNext';
import { StatusTag } from '@/ui/Tag';
import { CancelSheet } from '../components/order/CancelSheet';
import { LoanCard, MoneyCard, PapersCard, type SheetName, VehicleCard } from '../components/order/Cards';
import { CarSheet } from '../components/order/CarSheet';
import { DocumentsSheet } from '../components/order/DocumentsSheet';
import { LinkCard } from '../components/order/LinkCard';
import { LoanSheet } from '../components/order/LoanSheet';
import css from '../components/order/Order.module.css';
import { InsuranceSheet, InvoiceSheet, PaymentSheet, PlateSheet } from '../components/order/PaperSheets';
import { orderQuery, useOrderAct } from '../hooks';
import { isOpen, todosOf } from '../model';

export interface OrderPageProps {
  id: string;
  onGo: (href: string) => void;
}

const SHEETS = {
  car: CarSheet,
  payment: PaymentSheet,
  invoice: InvoiceSheet,
  insurance: InsuranceSheet,
  plate: PlateSheet,
  loan: LoanSheet,
  documents: DocumentsSheet,
  cancel: CancelSheet,
} as const;

const DESK = [...SELLERS, 'finance_specialist'] as const;

export function OrderPage({ id, onGo }: OrderPageProps) {
  const order = useQuery(orderQuery(id));
  if (order.data) return <Loaded order={order.data} onGo={onGo} />;
  return order.error ? <ErrorState error={order.error} onRetry={() => void order.refetch()} /> : <DetailSkeleton />;
}

/** The deal desk of one order: how far it is, the next thing to do, and everything about it on one screen. */
function Loaded({ order, onGo }: { order: OrderOut; onGo: (href: string) => void }) {
  const { t } = useTranslation('deals');
  const label = useDealLabel();
  const me = useMe();
  const [sheet, setSheet] = useState<SheetName | null>(null);
  const seller = mayUse(me.roles, SELLERS);
  const act = mayUse(me.roles, DESK) ? setSheet : undefined;
  const menu = useMenu(order, setSheet);
  const Sheet = sheet ? SHEETS[sheet] : null;
  const delivery = `/orders/${order.id}/delivery`;
  const cards = { order, onAct: act };
  return (
    <Page>
      <PageHeader
        title={t('order.title', { name: order.customer_name || t('noName') })}
        tags={<StatusTag tone={toneOf(order.status)}>{label('order', order.status)}</StatusTag>}
        subtitle={`${order.order_no} · ${order.assignee_name ?? ''} · ${formatTime(order.ordered_at)}`}
        actions={
          <>
            <Button icon={KeyIcon} onClick={() => onGo(delivery)}>
              {t('order.delivery')}
            </Button>
            {menu.length > 0 ? (
              <Menu
                label={t('more')}
                items={menu}
                trigger={(props) => <IconButton icon={MoreIcon} label={t('more')} {...props} />}
              />
            ) : null}
          </>
        }
      />
      <Page.Body>
        <Progress order={order} />
        {act ? <Next order={order} onAct={act} onDelivery={() => onGo(delivery)} /> : null}
        {order.cancelled_at ? (
          <p className={css.bad}>
            {t('order.cancelled', { date: formatTime(order.cancelled_at), reason: order.cancel_reason ?? '' })}
          </p>
        ) : null}
        <Columns
          main={
            <>
              <MoneyCard {...cards} />
              <LoanCard {...cards} />
              <PapersCard {...cards} />
            </>
          }
          side={
            <>
              <VehicleCard {...cards} />
              {seller && order.status !== 'cancelled' ? <LinkCard order={order} /> : null}
              <p className={css.chips}>
                <PathLink href={`/customers/${order.customer_id}`}>{t('toCustomer')}</PathLink>
                <PathLink href={`/quotes/${order.quote_id}`}>{t('order.quote')}</PathLink>
              </p>
              {order.vin && isOpen(order) ? (
                <StoryNext toRole="technical_expert" label={t('order.story')} to={delivery} />
              ) : null}
            </>
          }
        />
      </Page.Body>
      {Sheet ? <Sheet order={order} onClose={() => setSheet(null)} /> : null}
    </Page>
  );
}

function useMenu(order: OrderOut, open: (sheet: SheetName) => void): MenuItem[] {
  const { t } = useTranslation('deals');
  const me = useMe();
  const release = useOrderAct<{ reason: string }>(order.id, 'release');
  if (!isOpen(order) || !mayUse(me.roles, SELLERS)) return [];
  const manager = mayUse(me.roles, [...SALES_MANAGER, 'floor_supervisor']);
  const items: MenuItem[] = [];
  if (order.vin && manager) {
    items.push({
      id: 'release',
      label: t('order.release'),
      onSelect: () => release.mutate({ reason: t('order.releaseReason') }),
    });
  }
  items.push({ id: 'cancel', label: t('cancel.title'), danger: true, onSelect: () => open('cancel') });
  return items;
}

function Progress({ order }: { order: OrderOut }) {
  const { t } = useTranslation('deals');
  const say = useBilingual();
  const current = order.steps.findIndex((step) => !step.done);
  return (
    <div className={css.stepsCard}>
      <Steps
        label={t('order.progress')}
        steps={order.steps.map((step, index) => ({
          id: step.code,
          label: say(step),
          state: step.done ? 'done' : index === current && isOpen(order) ? 'current' : 'todo',
          note: step.at ? formatTime(step.at, 'monthDay') : step.on ? formatDate(step.on, 'monthDay') : null,
        }))}
      />
    </div>
  );
}

interface NextProps {
  order: OrderOut;
  onAct: (sheet: SheetName) => void;
  onDelivery: () => void;
}

/** One thing large, the others as small buttons: nobody has to know the order by heart. */
function Next({ order, onAct, onDelivery }: NextProps) {
  const { t } = useTranslation('deals');
  const todos = todosOf(order);
  const [first, ...rest] = todos;
  if (!first) return null;
  const run = (todo: (typeof todos)[number]) => (todo === 'delivery' ? onDelivery() : onAct(todo));
  return (
    <section className={css.next} aria-label={t('todo.title')}>
      <div className={css.nextWords}>
        <span className={css.quiet}>{t('todo.title')}</span>
        <strong>{t(`todo.${first}.text`)}</strong>
      </div>
      <div className={css.chips}>
        {rest.map((todo) => (
          <Button key={todo} variant="ghost" onClick={() => run(todo)}>
            {t(`todo.${todo}.act`)}
          </Button>
        ))}
        <Button variant="primary" onClick={() => run(first)}>
          {t(`todo.${first}.act`)}
        </Button>
      </div>
    </section>
  );
}
