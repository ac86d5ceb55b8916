import { useCallback, useEffect, useState } from 'react';
import css from '../public.module.css';
import { language, text } from '../texts';
import { openForm, type FormPage as Page } from './api';
import form from './form.module.css';
import { mayStand, visitorIn } from './model';
import { WebForm } from './WebForm';

export const PREVIEW = 'wf_preview';
const framed = window.parent !== window;

/** Who shows the form in a frame; null when the browser does not tell. */
function around(): string | null {
  const named = (location as Location & { ancestorOrigins?: DOMStringList }).ancestorOrigins?.[0];
  if (named) return named;
  return document.referrer ? new URL(document.referrer).origin : null;
}

export function FormPage({ formKey }: { formKey: string }) {
  return formKey === PREVIEW ? <Preview /> : <Opened formKey={formKey} />;
}

function Opened({ formKey }: { formKey: string }) {
  const [visitor, setVisitor] = useState(() => visitorIn(location.hash));
  useEffect(() => {
    // The page around tells the visitor when its beacon is there.
    const told = () => setVisitor(visitorIn(location.hash));
    window.addEventListener('hashchange', told);
    return () => window.removeEventListener('hashchange', told);
  }, []);
  const [page, setPage] = useState<Page | 'loading' | 'gone' | 'failed'>('loading');
  const load = useCallback(() => {
    setPage('loading');
    openForm(formKey, language).then(
      (found) => setPage(found ?? 'gone'),
      () => setPage('failed'),
    );
  }, [formKey]);
  useEffect(load, [load]);
  if (page === 'loading') return <p className={css.message}>{text('loading')}</p>;
  if (page === 'gone' || page === 'failed') {
    return (
      <section className={css.message} role="alert">
        <h1 className={css.vehicle}>{text(page === 'gone' ? 'form.goneTitle' : 'failed')}</h1>
        <p>{text(page === 'gone' ? 'form.gone' : 'failedText')}</p>
        {page === 'failed' ? (
          <button type="button" className={css.primary} onClick={load}>
            {text('retry')}
          </button>
        ) : null}
      </section>
    );
  }
  if (!mayStand(page, framed, around(), location.origin)) {
    return (
      <section className={css.message}>
        <h1 className={css.vehicle}>{page.store.name}</h1>
        <a className={form.phone} href={location.pathname} target="_blank" rel="noreferrer">
          {text('form.openAlone')}
        </a>
      </section>
    );
  }
  return <WebForm page={page} visitor={visitor} />;
}

/** In the editor's frame: shows what it is told, by its own site only. */
function Preview() {
  const [page, setPage] = useState<Page | null>(null);
  useEffect(() => {
    const hear = (event: MessageEvent) => {
      if (event.origin === location.origin && event.source === window.parent) setPage(event.data as Page);
    };
    window.addEventListener('message', hear);
    window.parent.postMessage('chemai-form-ready', location.origin);
    return () => window.removeEventListener('message', hear);
  }, []);
  return page ? <WebForm page={page} visitor={null} preview /> : <p className={css.message}>{text('loading')}</p>;
}
