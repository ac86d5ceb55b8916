import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/session';
import type { Draft } from '../form-model';
import css from './Doors.module.css';

/** The public page itself in a frame, told of every change; nothing can be sent from it. */
export function Preview({ draft }: { draft: Draft }) {
  const { t } = useTranslation('lead-doors');
  const me = useMe();
  const frame = useRef<HTMLIFrameElement>(null);
  const page = {
    ...draft,
    form_key: 'wf_preview',
    store: { name: me.store.name, phone: '', address: '' },
    reply_minutes: 5,
    token: '',
    proof_bits: 0,
    wait_seconds: 0,
  };
  const told = JSON.stringify(page);
  const latest = useRef(told);
  latest.current = told;
  useEffect(() => {
    const hear = (event: MessageEvent) => {
      if (event.source !== frame.current?.contentWindow || event.data !== 'chemai-form-ready') return;
      frame.current?.contentWindow?.postMessage(JSON.parse(latest.current), location.origin);
    };
    window.addEventListener('message', hear);
    return () => window.removeEventListener('message', hear);
  }, []);
  useEffect(() => {
    frame.current?.contentWindow?.postMessage(JSON.parse(told), location.origin);
  }, [told]);
  return (
    <div className={css.preview}>
      <span className={css.small}>{t('form.preview')}</span>
      <iframe ref={frame} src="/p/wf_preview" title={t('form.preview')} />
    </div>
  );
}
