import { useTranslation } from 'react-i18next';
import type { OrderRow } from '@/api/generated/leads/types.gen';
import { useMe } from '@/api/session';
import { mayUse } from '@/lib/roles';
import { formatDate, formatTime } from '@/lib/time';
import { Button } from '@/ui/Button';
import { Board } from '@/ui/board/Board';
import { Chips } from '@/ui/Chips';
import { toneOf, useDealLabel } from '@/ui/deal/labels';
import { SELLERS } from '@/ui/deal/roles';
import { FilterBar } from '@/ui/FilterBar';
import { BoardIcon, ListIcon, PlusIcon } from '@/ui/icons';
import { DataList } from '@/ui/list/DataList';
import type { ListColumn } from '@/ui/list/types';
import { MoneyText } from '@/ui/MoneyText';
import { Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { CardsSkeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { StatusTag } from '@/ui/Tag';
import css from '../components/order/Order.module.css';
import { type OrderSearch, useOrderBoard, useOrderList } from '../hooks';

const STATUSES = ['placed', 'allocated', 'paid', 'ready', 'delivered', 'cancelled'] as const;

export interface OrdersPageProps {
  search: OrderSearch;
  onSearch: (change: Partial<OrderSearch>) => void;
  onGo: (href: string) => void;
}

export function OrdersPage({ search, onSearch, onGo }: OrdersPageProps) {
  const { t } = useTranslation('deals');
  const label = useDealLabel();
  const me = useMe();
  const board = search.view === 'board';
  const list = useOrderList(search, !board);
  const columns = useColumns();
  const open = (row: OrderRow) => onGo(`/orders/${row.id}`);
  const create = mayUse(me.roles, SELLERS) ? (
    <Button variant="primary" icon={PlusIcon} onClick={() => onGo('/deals/new')}>
      {t('builder.title')}
    </Button>
  ) : undefined;
  return (
    <Page fill>
      <PageHeader
        title={t('orders.title')}
        actions={
          <>
            <Button icon={board ? ListIcon : BoardIcon} onClick={() => onSearch({ view: board ? undefined : 'board' })}>
              {t(board ? 'orders.list' : 'orders.board')}
            </Button>
            {create}
          </>
        }
      >
        <FilterBar filtered={Boolean(search.status)} onClear={() => onSearch({ status: undefined })}>
          <Chips
            label={t('orders.whose')}
            hideLabel
            size="sm"
            value={search.mine ? 'mine' : 'all'}
            onChange={(value) => onSearch({ mine: value === 'mine' || undefined })}
            options={(['all', 'mine'] as const).map((value) => ({ value, label: t(`orders.${value}`) }))}
          />
          {board ? null : (
            <Chips
              label={t('orders.status')}
              hideLabel
              size="sm"
              value={(search.status as (typeof STATUSES)[number] | undefined) ?? null}
              onChange={(status) => onSearch({ status })}
              options={STATUSES.map((value) => ({ value, label: label('order', value) }))}
            />
          )}
        </FilterBar>
      </PageHeader>
      <Page.Body>
        {board ? (
          <OrderBoardView mine={search.mine} onOpen={open} />
        ) : (
          <DataList
            label={t('orders.title')}
            query={list}
            columns={columns}
            rowKey={(row) => row.id}
            rowLabel={(row) => `${row.customer_name ?? ''} ${row.model}`}
            card={(row) => <OrderCard row={row} />}
            onOpen={open}
            filtered={Boolean(search.status)}
            onClearFilters={() => onSearch({ status: undefined })}
            empty={<EmptyState title={t('orders.empty')} text={t('orders.emptyText')} action={create} />}
          />
        )}
      </Page.Body>
    </Page>
  );
}

function OrderBoardView({ mine, onOpen }: { mine: boolean | undefined; onOpen: (row: OrderRow) => void }) {
  const { t } = useTranslation('deals');
  const label = useDealLabel();
  const board = useOrderBoard(mine, true);
  if (board.isPending) return <CardsSkeleton cards={6} />;
  if (board.error) return <ErrorState error={board.error} onRetry={() => void board.refetch()} />;
  return (
    <Board
      label={t('orders.board')}
      columns={board.data.columns.map((column) => ({
        id: column.status,
        title: label('order', column.status),
        tone: toneOf(column.status),
        items: column.items,
        count: column.count,
      }))}
      itemKey={(row) => row.id}
      itemLabel={(row) => `${row.customer_name ?? ''} ${row.model}`}
      card={(row) => <OrderCard row={row} board />}
      onOpen={onOpen}
    />
  );
}

function useColumns(): ListColumn<OrderRow>[] {
  const { t } = useTranslation('deals');
  const label = useDealLabel();
  return [
    {
      id: 'customer',
      header: t('orders.customer'),
      width: 'minmax(160px, 1.2fr)',
      cell: (row) => (
        <>
          <strong>{row.customer_name || t('noName')}</strong> <span className={css.quiet}>{row.mobile_masked}</span>
        </>
      ),
    },
    {
      id: 'model',
      header: t('orders.model'),
      width: 'minmax(180px, 1.6fr)',
      cell: (row) => [row.model, row.colour].filter(Boolean).join(' · '),
    },
    {
      id: 'status',
      header: t('orders.status'),
      width: '104px',
      cell: (row) => (
        <StatusTag dot tone={toneOf(row.status)}>
          {label('order', row.status)}
        </StatusTag>
      ),
    },
    {
      id: 'loan',
      header: t('orders.loan'),
      width: '120px',
      cell: (row) =>
        row.loan_status ? (
          <StatusTag tone={toneOf(row.loan_status)}>{label('loan', row.loan_status)}</StatusTag>
        ) : (
          <span className={css.quiet}>–</span>
        ),
    },
    {
      id: 'payable',
      header: t('orders.payable'),
      width: '124px',
      align: 'end',
      cell: (row) => <MoneyText fen={row.payable_fen} />,
    },
    { id: 'owed', header: t('orders.owed'), width: '124px', align: 'end', cell: (row) => <Owed row={row} /> },
    { id: 'adviser', header: t('orders.adviser'), width: '92px', cell: (row) => row.assignee_name },
    { id: 'date', header: t('orders.date'), width: '132px', cell: (row) => <When row={row} /> },
  ];
}

function Owed({ row }: { row: OrderRow }) {
  const { t } = useTranslation('deals');
  if (row.owed_fen > 0) return <MoneyText fen={row.owed_fen} />;
  return <span className={css.quiet}>{t('orders.paidUp')}</span>;
}

/** The date that matters next: handed over, appointed, promised, or when it was ordered. */
function When({ row }: { row: OrderRow }) {
  const { t } = useTranslation('deals');
  const [key, text] = row.delivered_at
    ? ['delivered', formatTime(row.delivered_at, 'monthDay')]
    : row.starts_at
      ? ['appointed', formatTime(row.starts_at)]
      : row.promised_on
        ? ['promised', formatDate(row.promised_on, 'monthDay')]
        : ['ordered', formatTime(row.ordered_at, 'monthDay')];
  return <span className={css.quiet}>{t(`orders.when.${key}`, { date: text })}</span>;
}

function OrderCard({ row, board = false }: { row: OrderRow; board?: boolean }) {
  const { t } = useTranslation('deals');
  const label = useDealLabel();
  return (
    <div className={css.card}>
      <p className={css.cardLine}>
        <strong>{row.customer_name || t('noName')}</strong>
        {board ? null : <StatusTag tone={toneOf(row.status)}>{label('order', row.status)}</StatusTag>}
        {row.loan_status ? (
          <StatusTag tone={toneOf(row.loan_status)}>{label('loan', row.loan_status)}</StatusTag>
        ) : null}
      </p>
      <p className={css.cardModel}>{[row.model, row.colour].filter(Boolean).join(' · ')}</p>
      <p className={css.cardLine}>
        <When row={row} />
        {row.owed_fen > 0 ? (
          <span>
            {t('orders.owed')} <MoneyText fen={row.owed_fen} short />
          </span>
        ) : null}
        {board ? <span className={css.quiet}>{row.assignee_name}</span> : null}
      </p>
    </div>
  );
}
