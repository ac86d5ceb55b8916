import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { DeliveryOut } from '@/api/generated/leads/types.gen';
import { useMe } from '@/api/session';
import { mayUse } from '@/lib/roles';
import { formatTime } from '@/lib/time';
import { Button } from '@/ui/Button';
import { toneOf, useDealLabel } from '@/ui/deal/labels';
import { SELLERS } from '@/ui/deal/roles';
import { FormErrors } from '@/ui/FormErrors';
import { FileIcon, KeyIcon } from '@/ui/icons';
import { Columns, Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { PathLink } from '@/ui/PathLink';
import { DetailSkeleton } from '@/ui/Skeleton';
import { ErrorState } from '@/ui/States';
import { StoryNext } from '@/ui/story/StoryNext';
import { StatusTag } from '@/ui/Tag';
import { Appointment } from '../components/delivery/Appointment';
import css from '../components/delivery/Delivery.module.css';
import { Done } from '../components/delivery/Done';
import { deliveryQuery, useDeliveryAct } from '../components/delivery/hooks';
import { Pdi } from '../components/delivery/Pdi';
import { Checklist, Signatures } from '../components/delivery/Sections';

export interface DeliveryPageProps {
  orderId: string;
  onGo: (href: string) => void;
}

export function DeliveryPage({ orderId, onGo }: DeliveryPageProps) {
  const delivery = useQuery(deliveryQuery(orderId));
  if (delivery.data) return <Loaded delivery={delivery.data} onGo={onGo} />;
  return delivery.error ? (
    <ErrorState error={delivery.error} onRetry={() => void delivery.refetch()} />
  ) : (
    <DetailSkeleton />
  );
}

/** From the inspection to the keys on one page. */
function Loaded({ delivery, onGo }: { delivery: DeliveryOut; onGo: (href: string) => void }) {
  const { t } = useTranslation('deals');
  const label = useDealLabel();
  const me = useMe();
  const over = delivery.status === 'handed_over';
  const locked = over || delivery.status === 'cancelled';
  const section = { delivery, locked };
  const order = `/orders/${delivery.order_id}`;
  return (
    <Page>
      <PageHeader
        title={t('handover.title', { name: delivery.customer_name || t('noName') })}
        tags={<StatusTag tone={toneOf(delivery.status)}>{label('delivery', delivery.status)}</StatusTag>}
        subtitle={[delivery.model, delivery.vin, delivery.starts_at && formatTime(delivery.starts_at)]
          .filter(Boolean)
          .join(' · ')}
        actions={
          <Button icon={FileIcon} onClick={() => onGo(order)}>
            {t('handover.order')}
          </Button>
        }
      />
      <Page.Body>
        {over ? <Done delivery={delivery} /> : null}
        {locked || !mayUse(me.roles, SELLERS) ? null : <HandOver delivery={delivery} order={order} />}
        <Columns
          main={
            <>
              <Checklist {...section} />
              <Signatures {...section} />
            </>
          }
          side={
            <>
              <Pdi {...section} />
              <Appointment {...section} />
              {over ? null : mayUse(me.roles, SELLERS) ? (
                delivery.missing.includes('pdi') && delivery.vin ? (
                  <StoryNext toRole="technical_expert" label={t('order.story')} to={`${order}/delivery`} />
                ) : null
              ) : (
                <StoryNext toRole="sales_advisor" label={t('handover.story')} to={`${order}/delivery`} />
              )}
            </>
          }
        />
      </Page.Body>
    </Page>
  );
}

/** What is mended on the order's page. */
const ELSEWHERE: ReadonlySet<string> = new Set(['allocation', 'payment', 'loan', 'invoice']);

/** What is missing, each where it can be mended; when nothing is, the keys. */
function HandOver({ delivery, order }: { delivery: DeliveryOut; order: string }) {
  const { t } = useTranslation('deals');
  const label = useDealLabel();
  const hand = useDeliveryAct<Record<string, never>>(delivery.order_id, 'delivery');
  const ready = delivery.missing.length === 0;
  return (
    <section className={css.hand} aria-label={t('handover.state')}>
      <div className={css.form}>
        <strong>{t(ready ? 'handover.ready' : 'handover.missing', { count: delivery.missing.length })}</strong>
        <div className={css.missing}>
          {delivery.missing.map((code) =>
            ELSEWHERE.has(code) ? (
              <PathLink key={code} href={order}>
                <StatusTag tone="warning">{label('missing', code)}</StatusTag>
              </PathLink>
            ) : (
              <StatusTag key={code} tone="warning">
                {label('missing', code)}
              </StatusTag>
            ),
          )}
        </div>
        <FormErrors problem={hand.error} />
      </div>
      <Button
        variant="primary"
        size="lg"
        icon={KeyIcon}
        disabled={!ready}
        loading={hand.isPending}
        onClick={() => hand.mutate({})}
      >
        {t('handover.act')}
      </Button>
    </section>
  );
}
