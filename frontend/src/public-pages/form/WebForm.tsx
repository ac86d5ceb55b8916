import { type FormEvent, useState } from 'react';
import css from '../public.module.css';
import { language, text } from '../texts';
import type { FormPage, Purpose } from './api';
import { Field } from './Field';
import form from './form.module.css';
import { EMPTY, type Entries, filledOf, missing } from './model';
import { type Sending, useSending } from './sending';
import { Thanks } from './Thanks';

export interface WebFormProps {
  page: FormPage;
  /** the beacon's visitor of the page that showed the form */
  visitor: string | null;
  /** in the editor: everything can be tried, nothing is sent */
  preview?: boolean;
}

const said = (zh: string | undefined, en: string | undefined) => (language === 'en' ? en : zh) || '';

/** A store's public form: phone first, one button, nothing lost when the network goes. */
export function WebForm({ page, visitor, preview }: WebFormProps) {
  const [entries, setEntries] = useState<Entries>(EMPTY);
  const [tried, setTried] = useState(false);
  const { state, send } = useSending(page, language);
  const set = (change: Partial<Entries>) => setEntries({ ...entries, ...change });
  const faults = tried ? missing(page, entries) : [];
  const told = state.name === 'faults' ? state.at : {};
  const error = (at: string) => (faults.includes(at) ? text(`form.fault.${at.slice(1)}`) : told[at]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const first = missing(page, entries)[0];
    if (first) document.getElementById(`f${first}`)?.focus();
    else if (!preview) void send(filledOf(page, entries, visitor));
  };
  if (state.name === 'sent') return <Thanks page={page} />;
  const shown = page.consents.filter((one) => one.purpose !== 'profiling' || visitor !== null || preview);
  const tick = (purpose: Purpose, on: boolean) =>
    set({ ticked: on ? [...entries.ticked, purpose] : entries.ticked.filter((one) => one !== purpose) });
  return (
    <form onSubmit={submit} noValidate className={form.form}>
      <div className={css.hero}>
        <p className={css.store}>{page.store.name}</p>
        <h1 className={css.vehicle}>{said(page.texts.title_zh, page.texts.title_en)}</h1>
        <p className={css.quiet}>{said(page.texts.intro_zh, page.texts.intro_en) || text('form.intro')}</p>
      </div>
      <section className={css.card}>
        <Field name="mobile" required page={page} entries={entries} onChange={set} error={error('/mobile')} />
        {page.fields.map((field) => (
          <Field
            key={field.name}
            {...field}
            page={page}
            entries={entries}
            onChange={set}
            error={error(`/${field.name}`)}
          />
        ))}
        <div className={form.trap} aria-hidden="true">
          <label htmlFor="f-website">{text('form.trap')}</label>
          <input
            id="f-website"
            name="website"
            tabIndex={-1}
            autoComplete="off"
            value={entries.website}
            onChange={(event) => set({ website: event.target.value })}
          />
        </div>
      </section>
      <section className={css.card} aria-label={text('form.consents')}>
        {shown.map((one) => (
          <label key={one.purpose} className={form.consent}>
            <input
              id={one.purpose === 'service' ? 'f/consents' : undefined}
              type="checkbox"
              checked={entries.ticked.includes(one.purpose)}
              aria-invalid={one.purpose === 'service' && error('/consents') ? true : undefined}
              onChange={(event) => tick(one.purpose, event.target.checked)}
            />
            <span>
              {said(one.zh, one.en)}
              <span className={css.quiet}> {text(one.purpose === 'service' ? 'form.needed' : 'form.optional')}</span>
              {one.purpose === 'service' && error('/consents') ? (
                <span className={`${css.error} ${form.fault}`}>{error('/consents')}</span>
              ) : null}
            </span>
          </label>
        ))}
      </section>
      <div className={css.bottom}>
        <State state={state} faulty={faults.length > 0} />
        <button
          type="submit"
          className={css.primary}
          disabled={state.name === 'sending' || state.name === 'checking' || preview}
        >
          {text(state.name === 'sending' || state.name === 'checking' ? 'form.sending' : 'form.submit')}
        </button>
        <a className={form.phone} href={`tel:${page.store.phone}`}>
          {text('order.call', { phone: page.store.phone })}
        </a>
      </div>
    </form>
  );
}

function State({ state, faulty }: { state: Sending; faulty: boolean }) {
  if (state.name === 'checking') return <p role="status">{text('form.checking')}</p>;
  if (state.name === 'offline') {
    return (
      <p className={css.error} role="alert">
        {text('form.offline')}
      </p>
    );
  }
  const told =
    state.name === 'busy' || (state.name === 'faults' && Object.keys(state.at).length === 0)
      ? state.detail
      : state.name === 'again' || state.name === 'gone'
        ? text(`form.${state.name}`)
        : faulty || state.name === 'faults'
          ? text('form.mend')
          : '';
  return told ? (
    <p className={css.error} role="alert">
      {told}
    </p>
  ) : null;
}
