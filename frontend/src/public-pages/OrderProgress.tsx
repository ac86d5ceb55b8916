import { formatDate, formatTime } from '@/lib/time';
import type { OrderProgressData, OrderStage } from './api';
import css from './public.module.css';
import { text } from './texts';

/** How far the order is, for the customer: one glance, one number to call. */
export function OrderProgress({ data }: { data: OrderProgressData }) {
  return (
    <>
      <header className={css.hero}>
        <p className={css.store}>{data.store_name}</p>
        <h1 className={css.vehicle}>{data.vehicle}</h1>
        <p className={css.quiet}>{text('order.no', { no: data.order_no })}</p>
      </header>
      {data.expected_delivery ? (
        <section className={css.card}>
          <p className={css.label}>{text('order.expected')}</p>
          <p className={css.big}>{formatDate(data.expected_delivery)}</p>
        </section>
      ) : null}
      <section className={css.card} aria-label={text('order.title')}>
        <ol className={css.stages}>
          {data.stages.map((stage) => (
            <Stage key={stage.id} stage={stage} />
          ))}
        </ol>
      </section>
      {data.adviser ? (
        <section className={css.card}>
          <p className={css.label}>{text('order.adviser')}</p>
          <div className={css.adviser}>
            <strong>{data.adviser.name}</strong>
            {data.adviser.phone ? (
              <a className={css.call} href={`tel:${data.adviser.phone}`}>
                {text('order.call', { name: data.adviser.name })}
              </a>
            ) : null}
          </div>
        </section>
      ) : null}
      <p className={css.foot}>{text('order.updated', { time: formatTime(data.updated_at) })}</p>
    </>
  );
}

function Stage({ stage }: { stage: OrderStage }) {
  return (
    <li className={css.stage} data-state={stage.state} aria-current={stage.state === 'current' ? 'step' : undefined}>
      <span className={css.dot} aria-hidden="true" />
      <div>
        <p className={css.stageName}>{stage.label}</p>
        <p className={css.quiet}>
          {stage.at ? formatTime(stage.at) : text(`order.state.${stage.state}`)}
          {stage.note ? ` · ${stage.note}` : ''}
        </p>
      </div>
    </li>
  );
}
