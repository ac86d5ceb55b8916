import css from '../public.module.css';
import { language, text } from '../texts';
import type { FormPage } from './api';
import form from './form.module.css';

/** What happens next, in the order in which it happens. */
export function Thanks({ page }: { page: FormPage }) {
  const own = language === 'en' ? page.texts.thanks_en : page.texts.thanks_zh;
  return (
    <div role="status" className={form.form}>
      <div className={css.hero}>
        <p className={css.store}>{page.store.name}</p>
        <h1 className={css.vehicle}>{text('form.thanks')}</h1>
        {own ? <p>{own}</p> : null}
      </div>
      <section className={css.card}>
        <ol className={form.next}>
          <li>{text('form.next.received')}</li>
          <li>{text('form.next.call', { minutes: page.reply_minutes })}</li>
          <li>{text(page.kind === 'test_drive' ? 'form.next.drive' : 'form.next.visit')}</li>
        </ol>
      </section>
      <section className={css.card}>
        <p className={css.quiet}>{page.store.address}</p>
        <a className={css.call} href={`tel:${page.store.phone}`}>
          {text('order.call', { phone: page.store.phone })}
        </a>
      </section>
    </div>
  );
}
