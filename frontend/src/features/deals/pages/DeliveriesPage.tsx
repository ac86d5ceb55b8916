import { useTranslation } from 'react-i18next';
import type { DeliveryRow } from '@/api/generated/leads/types.gen';
import { formatTime } from '@/lib/time';
import { Chips } from '@/ui/Chips';
import { toneOf, useDealLabel } from '@/ui/deal/labels';
import { FilterBar } from '@/ui/FilterBar';
import { DataList } from '@/ui/list/DataList';
import type { ListColumn } from '@/ui/list/types';
import { Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { PathLink } from '@/ui/PathLink';
import { EmptyState } from '@/ui/States';
import { StatusTag } from '@/ui/Tag';
import { useDeliveries } from '../components/delivery/hooks';
import css from '../components/order/Order.module.css';

const STATUSES = ['open', 'scheduled', 'handed_over'] as const;

export interface DeliveriesPageProps {
  status: string | undefined;
  onStatus: (status: string | undefined) => void;
  onGo: (href: string) => void;
}

export function DeliveriesPage({ status, onStatus, onGo }: DeliveriesPageProps) {
  const { t } = useTranslation('deals');
  const label = useDealLabel();
  const list = useDeliveries(undefined, status);
  const tag = (row: DeliveryRow) => (
    <StatusTag dot tone={toneOf(row.status)}>
      {label('delivery', row.status)}
    </StatusTag>
  );
  const when = (row: DeliveryRow) => formatTime(row.handed_over_at ?? row.starts_at);
  const columns: ListColumn<DeliveryRow>[] = [
    {
      id: 'customer',
      header: t('orders.customer'),
      cell: (row) => <strong>{row.customer_name || t('noName')}</strong>,
    },
    { id: 'model', header: t('orders.model'), width: 'minmax(180px, 1.6fr)', cell: (row) => row.model },
    { id: 'vin', header: 'VIN', width: '190px', cell: (row) => <span className={css.mono}>{row.vin ?? '–'}</span> },
    { id: 'status', header: t('orders.status'), width: '110px', cell: tag },
    { id: 'at', header: t('appoint.at'), width: '130px', cell: when },
    { id: 'adviser', header: t('orders.adviser'), width: '100px', cell: (row) => row.assignee_name },
    {
      id: 'service',
      header: t('sign.service_adviser'),
      width: '110px',
      cell: (row) => row.service_adviser_name ?? '–',
    },
  ];
  return (
    <Page fill>
      <PageHeader title={t('deliveries.title')}>
        <FilterBar filtered={Boolean(status)} onClear={() => onStatus(undefined)}>
          <Chips
            label={t('orders.status')}
            hideLabel
            size="sm"
            value={(status as (typeof STATUSES)[number] | undefined) ?? null}
            onChange={onStatus}
            options={STATUSES.map((value) => ({ value, label: label('delivery', value) }))}
          />
        </FilterBar>
      </PageHeader>
      <Page.Body>
        <DataList
          label={t('deliveries.title')}
          query={list}
          columns={columns}
          rowKey={(row) => row.order_id}
          rowLabel={(row) => `${row.customer_name ?? ''} ${row.model}`}
          card={(row) => (
            <div className={css.card}>
              <p className={css.cardLine}>
                <strong>{row.customer_name || t('noName')}</strong>
                {tag(row)}
              </p>
              <p className={css.cardModel}>{row.model}</p>
              <p className={css.quiet}>{when(row)}</p>
            </div>
          )}
          onOpen={(row) => onGo(`/orders/${row.order_id}/delivery`)}
          filtered={Boolean(status)}
          onClearFilters={() => onStatus(undefined)}
          empty={
            <EmptyState
              title={t('deliveries.empty')}
              action={<PathLink href="/orders">{t('deliveries.toOrders')}</PathLink>}
            />
          }
        />
      </Page.Body>
    </Page>
  );
}
