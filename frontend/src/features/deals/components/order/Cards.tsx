import { useTranslation } from 'react-i18next';
import type { OrderOut } from '@/api/generated/leads/types.gen';
import { formatDate, formatTime } from '@/lib/time';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { toneOf, useBilingual, useDealLabel } from '@/ui/deal/labels';
import { KeyValue } from '@/ui/KeyValue';
import { MoneyText } from '@/ui/MoneyText';
import { StatusTag } from '@/ui/Tag';
import { asksForPapers, isOpen } from '../../model';
import { LoanHistory } from './LoanHistory';
import css from './Order.module.css';

export type SheetName = 'car' | 'payment' | 'invoice' | 'insurance' | 'plate' | 'loan' | 'documents' | 'cancel';

export interface OrderCardProps {
  order: OrderOut;
  /** opens a form; absent when this person may not */
  onAct?: ((sheet: SheetName) => void) | undefined;
}

export function MoneyCard({ order, onAct }: OrderCardProps) {
  const { t } = useTranslation('deals');
  const label = useDealLabel();
  const say = useBilingual();
  const covered = order.received_fen + order.loan_credit_fen;
  const share = order.payable_fen > 0 ? Math.min(100, (100 * covered) / order.payable_fen) : 100;
  return (
    <Card
      title={t('money.title')}
      extra={
        onAct && isOpen(order) && order.owed_fen > 0 ? (
          <Button size="sm" onClick={() => onAct('payment')}>
            {t('pay.title')}
          </Button>
        ) : null
      }
    >
      <KeyValue
        columns={order.loan_credit_fen > 0 ? 2 : 3}
        items={[
          { id: 'payable', label: t('orders.payable'), value: <MoneyText fen={order.payable_fen} /> },
          { id: 'received', label: t('money.received'), value: <MoneyText fen={order.received_fen} /> },
          ...(order.loan_credit_fen > 0
            ? [{ id: 'loan', label: t('money.loan'), value: <MoneyText fen={order.loan_credit_fen} /> }]
            : []),
          {
            id: 'owed',
            label: t('orders.owed'),
            value: (
              <strong>
                <MoneyText fen={order.owed_fen} />
              </strong>
            ),
          },
        ]}
      />
      <div className={css.bar} aria-hidden="true">
        <span style={{ width: `${share}%` }} />
      </div>
      {order.payments.map((payment) => (
        <p key={payment.id} className={css.pay}>
          <span className={css.grow}>
            {payment.kind === 'deposit' ? label('depositKind', order.deposit_kind) : label('payment', payment.kind)}
            <span className={css.quiet}>
              {' '}
              {[label('method', payment.method), payment.reference, payment.recorded_by_name]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </span>
          <span className={css.quiet}>{formatTime(payment.paid_at)}</span>
          <MoneyText fen={payment.amount_fen} />
        </p>
      ))}
      <details>
        <summary className={css.quiet}>{t('money.rule', { kind: label('depositKind', order.deposit_kind) })}</summary>
        <p className={css.quiet}>{say(order.deposit_rule)}</p>
      </details>
    </Card>
  );
}

export function VehicleCard({ order, onAct }: OrderCardProps) {
  const { t } = useTranslation('deals');
  return (
    <Card
      title={t('vehicle.title')}
      extra={
        onAct && isOpen(order) && !order.vin ? (
          <Button size="sm" onClick={() => onAct('car')}>
            {t('todo.car.act')}
          </Button>
        ) : null
      }
    >
      <KeyValue
        items={[
          { id: 'model', label: t('field.model'), value: order.model, wide: true },
          { id: 'colour', label: t('field.colour'), value: order.colour },
          {
            id: 'vin',
            label: 'VIN',
            value: order.vin ? <span className={css.mono}>{order.vin}</span> : t('vehicle.none'),
          },
          { id: 'promised', label: t('place.promised'), value: formatDate(order.promised_on) },
          { id: 'price', label: t('figure.price'), value: <MoneyText fen={order.price_fen} /> },
          ...(order.trade_in_fen > 0
            ? [{ id: 'tradeIn', label: t('figure.tradeIn'), value: <MoneyText fen={order.trade_in_fen} /> }]
            : []),
        ]}
      />
    </Card>
  );
}

export function LoanCard({ order, onAct }: OrderCardProps) {
  const { t } = useTranslation('deals');
  const label = useDealLabel();
  const { loan } = order;
  const plan = order.breakdown.loan;
  if (!plan && !loan) return null;
  const dead = loan?.status === 'rejected' || loan?.status === 'cancelled';
  return (
    <Card
      title={t('loan.card')}
      extra={
        loan ? (
          <StatusTag tone={toneOf(loan.status)}>{label('loan', loan.status)}</StatusTag>
        ) : onAct && isOpen(order) ? (
          <Button size="sm" onClick={() => onAct('loan')}>
            {t('todo.loan.act')}
          </Button>
        ) : null
      }
    >
      <div className={css.stack}>
        <KeyValue
          items={[
            { id: 'partner', label: t('loan.partner'), value: loan?.partner_name },
            { id: 'no', label: t('loan.no'), value: loan?.loan_no },
            {
              id: 'principal',
              label: t('figure.principal'),
              value: <MoneyText fen={loan?.principal_fen ?? plan?.principal_fen} />,
            },
            {
              id: 'months',
              label: t('field.months'),
              value: t('field.monthsOf', { count: loan?.months ?? plan?.months ?? 0 }),
            },
          ]}
        />
        {loan?.status === 'submitted' ? (
          <p className={css.warn} role="status">
            {t('loan.running')}
          </p>
        ) : null}
        {loan?.reason ? <p className={dead ? css.bad : css.warn}>{loan.reason}</p> : null}
        {loan?.covers_delivery ? <p className={css.good}>{t('loan.covers')}</p> : null}
        {loan && asksForPapers(loan.status) && onAct && isOpen(order) ? (
          <Button onClick={() => onAct('documents')}>{t('todo.documents.act')}</Button>
        ) : null}
        {loan ? <LoanHistory id={loan.id} /> : null}
        {dead && onAct && isOpen(order) ? <Button onClick={() => onAct('loan')}>{t('loan.again')}</Button> : null}
      </div>
    </Card>
  );
}

/** Invoice, insurance, plate: each a fact or the button that enters it. */
export function PapersCard({ order, onAct }: OrderCardProps) {
  const { t } = useTranslation('deals');
  const enter = (sheet: SheetName) =>
    onAct && isOpen(order) && order.vin ? (
      <Button size="sm" variant="soft" onClick={() => onAct(sheet)}>
        {t(`todo.${sheet}.act`)}
      </Button>
    ) : null;
  return (
    <Card title={t('papers.title')}>
      <KeyValue
        columns={1}
        items={[
          {
            id: 'invoice',
            label: t('papers.invoice'),
            value: order.invoice_no ? (
              <>
                {order.invoice_no} · {formatDate(order.invoiced_on)} · <MoneyText fen={order.invoice_fen} />
              </>
            ) : (
              enter('invoice')
            ),
          },
          {
            id: 'insurance',
            label: t('papers.insurance'),
            value: order.insurer
              ? [
                  order.insurer,
                  order.compulsory_until && t('papers.compulsory', { date: formatDate(order.compulsory_until) }),
                  order.commercial_until && t('papers.commercial', { date: formatDate(order.commercial_until) }),
                ]
                  .filter(Boolean)
                  .join(' · ')
              : enter('insurance'),
          },
          {
            id: 'plate',
            label: t('papers.plate'),
            value: order.plate ? (
              <>
                {order.plate} · {formatDate(order.plated_on)}{' '}
                {order.plate_warnings.length > 0 ? <StatusTag tone="warning">{t('papers.plateOdd')}</StatusTag> : null}
              </>
            ) : (
              enter('plate')
            ),
          },
        ]}
      />
    </Card>
  );
}
