import { useCallback, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import '@/styles/tokens.css';
import '@/styles/base.css';
import { setTimeLocale } from '@/lib/time';
import { answerLink, type LinkContent, LinkGone, openLink } from './api';
import { FormPage, PREVIEW } from './form/FormPage';
import { OrderProgress } from './OrderProgress';
import css from './public.module.css';
import { Sign } from './Sign';
import { Survey } from './Survey';
import { language, text } from './texts';

type View =
  | { name: 'loading' | 'gone' | 'failed' | 'sent'; content?: LinkContent }
  | { name: 'open'; content: LinkContent };

function LinkPage({ token }: { token: string }) {
  const [view, setView] = useState<View>({ name: 'loading' });
  const load = useCallback(() => {
    setView({ name: 'loading' });
    openLink(token).then(
      (content) => setView({ name: 'open', content }),
      (error) => setView({ name: error instanceof LinkGone ? 'gone' : 'failed' }),
    );
  }, [token]);
  useEffect(load, [load]);
  return (
    <main className={css.page}>
      {view.name === 'open' ? (
        <Content token={token} content={view.content} />
      ) : (
        <Message view={view.name} onRetry={load} />
      )}
    </main>
  );
}

function Content({ token, content }: { token: string; content: LinkContent }) {
  const [sent, setSent] = useState(false);
  if (content.kind === 'order_progress') return <OrderProgress data={content.data} />;
  if (sent) return <Done kind={content.kind} />;
  const submit = async (body: Parameters<typeof answerLink>[1]) => {
    await answerLink(token, body);
    setSent(true);
  };
  return content.kind === 'survey' ? (
    <Survey data={content.data} onSubmit={submit} />
  ) : (
    <Sign data={content.data} onSubmit={submit} />
  );
}

function Done({ kind }: { kind: 'survey' | 'signature' }) {
  const key = kind === 'survey' ? 'survey.thanks' : 'sign.done';
  return (
    <section className={css.message} role="status">
      <h1 className={css.vehicle}>{text(key)}</h1>
      <p>{text(`${key}Text`)}</p>
    </section>
  );
}

function Message({ view, onRetry }: { view: 'loading' | 'gone' | 'failed' | 'sent'; onRetry: () => void }) {
  if (view === 'loading') return <p className={css.message}>{text('loading')}</p>;
  return (
    <section className={css.message} role="alert">
      <h1 className={css.vehicle}>{text(view)}</h1>
      <p>{text(`${view}Text`)}</p>
      {view === 'failed' ? (
        <button type="button" className={css.primary} onClick={onRetry}>
          {text('retry')}
        </button>
      ) : null}
    </section>
  );
}

function Form() {
  // Inside the editor there is a main part already.
  const Frame = token === PREVIEW ? 'div' : 'main';
  return (
    <Frame className={css.page}>
      <FormPage formKey={token} />
    </Frame>
  );
}

setTimeLocale(language);
document.documentElement.lang = language;
if (matchMedia('(prefers-color-scheme: dark)').matches) document.documentElement.dataset.theme = 'dark';
const root = document.getElementById('root');
const token = location.pathname.replace(/^\/p\//, '');
if (root) createRoot(root).render(token.startsWith('wf_') ? <Form /> : <LinkPage token={token} />);
