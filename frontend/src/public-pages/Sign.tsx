import { useState } from 'react';
import { SignatureCanvas } from '@/ui/SignatureCanvas';
import type { SignatureData, SignatureInput } from './api';
import css from './public.module.css';
import { text } from './texts';

/** Remote signature: the text, a box to agree, strokes or a typed name. */
export function Sign({ data, onSubmit }: { data: SignatureData; onSubmit: (input: SignatureInput) => Promise<void> }) {
  const [path, setPath] = useState('');
  const [name, setName] = useState('');
  const [agreed, setAgreed] = useState(false);
  const [state, setState] = useState<'open' | 'sending' | 'failed'>('open');
  const ready = agreed && (path !== '' || name.trim() !== '');
  const submit = () => {
    setState('sending');
    onSubmit({ path: path || null, typed_name: name.trim() || null, text_version: data.text_version }).catch(() =>
      setState('failed'),
    );
  };
  return (
    <>
      <header className={css.hero}>
        <p className={css.store}>{data.store_name}</p>
        <h1 className={css.vehicle}>{data.title}</h1>
      </header>
      <section className={css.card}>
        {data.paragraphs.map((paragraph) => (
          <p key={paragraph} className={css.paragraph}>
            {paragraph}
          </p>
        ))}
        <label className={css.agree}>
          <input type="checkbox" checked={agreed} onChange={(event) => setAgreed(event.target.checked)} />
          {text('sign.agree')}
        </label>
      </section>
      <section className={css.card} aria-label={text('sign.title')}>
        <SignatureCanvas path={path} onChange={setPath} label={text('sign.label')} hint={text('sign.hint')} />
        <div className={css.signTools}>
          <input
            className="control"
            aria-label={text('sign.typed')}
            placeholder={text('sign.typed')}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <button type="button" className={css.plain} onClick={() => setPath('')}>
            {text('sign.clear')}
          </button>
        </div>
      </section>
      <div className={css.bottom}>
        {state === 'failed' ? (
          <p className={css.error} role="alert">
            {text('failedText')}
          </p>
        ) : null}
        <button type="button" className={css.primary} disabled={!ready || state === 'sending'} onClick={submit}>
          {text('sign.submit')}
        </button>
      </div>
    </>
  );
}
