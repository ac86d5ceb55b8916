import { formatDate, formatTime } from '@/lib/time';
import type { OrderProgressData, OrderStep } from './api';
import css from './public.module.css';
import { language, text } from './texts';

/** How far the order is, for the customer: one glance, one number to call. */
export function OrderProgress({ data }: { data: OrderProgressData }) {
  const current = data.steps.findIndex((step) => !step.done);
  return (
    <>
      <header className={css.hero}>
        <p className={css.store}>{data.store.name}</p>
        <h1 className={css.vehicle}>{[data.model, data.colour].filter(Boolean).join(' · ')}</h1>
        <p className={css.quiet}>
          {data.customer_name} · {text('order.no', { no: data.order_no })}
        </p>
      </header>
      {data.promised_on ? (
        <section className={css.card}>
          <p className={css.label}>{text('order.expected')}</p>
          <p className={css.big}>{formatDate(data.promised_on)}</p>
        </section>
      ) : null}
      <section className={css.card} aria-label={text('order.title')}>
        <ol className={css.stages}>
          {data.steps.map((step, index) => (
            <Step key={step.code} step={step} state={step.done ? 'done' : index === current ? 'current' : 'todo'} />
          ))}
        </ol>
      </section>
      <section className={css.card}>
        {data.adviser_name ? (
          <p>
            <span className={css.label}>{text('order.adviser')} </span>
            <strong>{data.adviser_name}</strong>
          </p>
        ) : null}
        <p className={css.quiet}>{data.store.address}</p>
        <a className={css.call} href={`tel:${data.store.phone}`}>
          {text('order.call', { phone: data.store.phone })}
        </a>
      </section>
    </>
  );
}

function Step({ step, state }: { step: OrderStep; state: 'done' | 'current' | 'todo' }) {
  const when = step.at ? formatTime(step.at) : step.on ? formatDate(step.on) : text(`order.state.${state}`);
  return (
    <li className={css.stage} data-state={state} aria-current={state === 'current' ? 'step' : undefined}>
      <span className={css.dot} aria-hidden="true" />
      <div>
        <p className={css.stageName}>{language === 'en' ? step.en : step.zh}</p>
        <p className={css.quiet}>{when}</p>
      </div>
    </li>
  );
}
