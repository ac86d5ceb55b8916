import { useEffect, useRef, useState } from 'react';
import { randomId } from '@/lib/ids';
import { type Answer, type Filled, type FormPage, type Pass, sendForm } from './api';
import { solve } from './proof';

export type Sending =
  | { name: 'open' | 'sending' | 'checking' | 'offline' | 'sent' | 'gone' }
  | { name: 'again' }
  | { name: 'busy'; detail: string }
  | { name: 'faults'; detail: string; at: Record<string, string> };

const RETRY_MS = 8000;
const TRIES = 4;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Sends a form under one id until it is through: again when asked, and by itself when the network comes back. */
export function useSending(page: FormPage, language: string) {
  const [state, setState] = useState<Sending>({ name: 'open' });
  const pass = useRef<Pass>({ token: page.token, proof_bits: page.proof_bits, wait_seconds: page.wait_seconds });
  const opened = useRef(performance.now());
  const id = useRef(randomId());
  const last = useRef<Filled | null>(null);

  async function attempt(filled: Filled): Promise<Answer> {
    const { token, proof_bits, wait_seconds } = pass.current;
    let proof: string | undefined;
    if (proof_bits > 0) {
      setState({ name: 'checking' });
      proof = await solve(token, proof_bits);
    }
    const early = wait_seconds * 1000 - (performance.now() - opened.current);
    if (early > 0) await pause(early);
    setState({ name: 'sending' });
    return sendForm(page.form_key, language, { ...filled, id: id.current, token, ...(proof ? { proof } : {}) });
  }

  async function send(filled: Filled): Promise<void> {
    last.current = filled;
    setState({ name: 'sending' });
    for (let tries = 0; tries < TRIES; tries++) {
      const answer = await attempt(filled);
      if (answer.kind !== 'again') {
        setState(shown(answer));
        return;
      }
      pass.current = answer.pass;
      opened.current = performance.now();
    }
    setState({ name: 'again' });
  }

  const sendLast = () => {
    if (last.current) void send(last.current);
  };
  const retry = useRef(sendLast);
  retry.current = sendLast;
  useEffect(() => {
    if (state.name !== 'offline') return;
    const again = () => retry.current();
    const timer = setTimeout(again, RETRY_MS);
    window.addEventListener('online', again);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('online', again);
    };
  }, [state]);
  return { state, send };
}

function shown(answer: Exclude<Answer, { kind: 'again' }>): Sending {
  if (answer.kind === 'taken') return { name: 'sent' };
  if (answer.kind === 'gone') return { name: 'gone' };
  if (answer.kind === 'failed') return { name: 'offline' };
  if (answer.kind === 'busy') return { name: 'busy', detail: answer.detail };
  return { name: 'faults', detail: answer.detail, at: answer.at };
}
