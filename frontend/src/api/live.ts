import { syncBusinessTime } from '@/lib/clock';
import { createStore, useStore } from '@/lib/store';
import { send } from './client';
import type { Hint } from './hints';
import { ApiProblem } from './problem';
import { readEvents, type SseMessage } from './sse';

export type LiveState = 'off' | 'connecting' | 'live' | 'retrying';

const state = createStore<LiveState>('off');
export const useLiveState = (): LiveState => useStore(state);

const STREAM = '/api/v1/gateway/stream';
const LOCK = 'chemai.stream';
const AT_ONCE_MS = 1000;
const MAX_WAIT_MS = 30_000;
const SILENCE_MS = 75_000;

export interface LiveSink {
  accept(hint: Hint): void;
  /** said by the server at every start and after an overflow; `first`: the page has only just loaded */
  resync(first: boolean): void;
}

type Relay =
  | { kind: 'hint'; hint: Hint }
  | { kind: 'resync'; first: boolean }
  | { kind: 'state'; state: LiveState }
  | { kind: 'ask' };

type Tell = (message: Exclude<Relay, { kind: 'ask' }>) => void;

/**
 * Keeps one stream per browser and person: the tab that holds the lock reads it and repeats every hint to the others,
 * because HTTP/1.1 allows six connections per host and ten tabs must not use them up.
 * @returns the way to stop
 */
export function startLive(sink: LiveSink, person: string): () => void {
  const stop = new AbortController();
  const name = `${LOCK}.${person}`;
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(name);
  const tell: Tell = (message) => {
    apply(message, sink);
    channel?.postMessage(message);
  };
  let leading = false;
  if (channel) {
    channel.onmessage = ({ data }: MessageEvent<Relay>) => {
      if (data.kind !== 'ask') apply(data, sink);
      else if (leading) channel.postMessage({ kind: 'state', state: state.get() } satisfies Relay);
    };
  }
  state.set('connecting');
  channel?.postMessage({ kind: 'ask' } satisfies Relay);
  const asked = performance.now();
  const lead = () => {
    leading = true;
    // Taking over from a closed tab is not a first connection: hints may have been missed in between.
    return readForever(tell, stop.signal, performance.now() - asked < AT_ONCE_MS);
  };
  // Web Locks exist in secure contexts only; without them every tab reads for itself.
  if (navigator.locks) navigator.locks.request(name, { signal: stop.signal }, lead).catch(() => undefined);
  else void lead();
  return () => {
    stop.abort();
    channel?.close();
    state.set('off');
  };
}

function apply(message: Exclude<Relay, { kind: 'ask' }>, sink: LiveSink): void {
  if (message.kind === 'state') state.set(message.state);
  else if (message.kind === 'resync') sink.resync(message.first);
  else {
    syncBusinessTime(message.hint.business_time);
    state.set('live');
    sink.accept(message.hint);
  }
}

async function readForever(tell: Tell, signal: AbortSignal, fresh: boolean): Promise<void> {
  let lastId: string | null = null;
  let first = fresh;
  for (let failures = 0; !signal.aborted; failures += 1) {
    try {
      const opened = () => {
        failures = 0;
        tell({ kind: 'state', state: 'live' });
      };
      await readOnce(lastId, signal, opened, (message) => {
        lastId = message.id ?? lastId;
        deliver(message, first, tell);
        first = false;
      });
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof ApiProblem && (error.status === 401 || error.status === 403)) {
        tell({ kind: 'state', state: 'off' });
        return;
      }
    }
    first = false;
    tell({ kind: 'state', state: 'retrying' });
    await pause(Math.min(MAX_WAIT_MS, 1000 * 2 ** failures) * (0.7 + Math.random() * 0.6), signal);
  }
}

async function readOnce(
  lastId: string | null,
  signal: AbortSignal,
  opened: () => void,
  received: (message: SseMessage) => void,
): Promise<void> {
  const attempt = new AbortController();
  const abort = () => attempt.abort();
  signal.addEventListener('abort', abort, { once: true });
  // A dead connection gives no error; silence longer than the server's heartbeat ends the attempt.
  let silence = setTimeout(abort, SILENCE_MS);
  try {
    const headers = new Headers({ Accept: 'text/event-stream' });
    if (lastId) headers.set('Last-Event-ID', lastId);
    const response = await send(new Request(new URL(STREAM, location.origin), { headers, signal: attempt.signal }));
    if (!response.body) return;
    opened();
    for await (const message of readEvents(response.body)) {
      clearTimeout(silence);
      silence = setTimeout(abort, SILENCE_MS);
      if (message.event !== ':') received(message);
    }
  } finally {
    clearTimeout(silence);
    signal.removeEventListener('abort', abort);
  }
}

function deliver(message: SseMessage, first: boolean, tell: Tell): void {
  if (message.event === 'resync') {
    tell({ kind: 'resync', first });
    return;
  }
  try {
    const hint = JSON.parse(message.data) as Hint;
    // `end` carries nothing: the connection closes and the next attempt finds out whether the session is over.
    if (hint.entity) tell({ kind: 'hint', hint });
    else syncBusinessTime(hint.business_time);
  } catch {
    console.warn('live stream: unreadable event');
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
  });
}
