import { syncBusinessTime } from '@/lib/clock';
import { i18n } from '@/lib/i18n';
import { randomId } from '@/lib/ids';
import { ApiProblem, readProblem } from './problem';

const REFRESH_PATH = '/api/v1/gateway/sessions/refresh';
let csrfToken: string | null = null;
let refreshing: Promise<boolean> | null = null;
const endListeners = new Set<() => void>();

export const setCsrfToken = (token: string | null): void => {
  csrfToken = token;
};

/** Called when the session is gone for good: refreshing failed too. */
export function onSessionEnd(listener: () => void): () => void {
  endListeners.add(listener);
  return () => void endListeners.delete(listener);
}

function csrf(): string | null {
  const cookie = /(?:^|;\s*)chemai_csrf=([^;]+)/.exec(document.cookie)?.[1];
  return cookie ? decodeURIComponent(cookie) : csrfToken;
}

const isWrite = (method: string) => !/^(GET|HEAD|OPTIONS)$/.test(method);
const isEntry = ({ method, url }: Request) =>
  method === 'POST' && /\/gateway\/(demo\/)?sessions(\/refresh)?$/.test(url);

function prepare(request: Request): Request {
  const headers = new Headers(request.headers);
  headers.set('Accept-Language', i18n.language);
  if (isWrite(request.method)) {
    const token = csrf();
    if (token) headers.set('X-CSRF-Token', token);
    if (request.method === 'POST' && !headers.has('Idempotency-Key')) headers.set('Idempotency-Key', randomId());
  }
  return new Request(request, { headers, credentials: 'same-origin' });
}

async function attempt(request: Request): Promise<Response> {
  try {
    const response = await fetch(request);
    syncBusinessTime(response.headers.get('X-Business-Time'));
    return response;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiProblem(0, 'network', '');
  }
}

function jsonPost(path: string, body: unknown): Request {
  const headers = { 'Content-Type': 'application/json', Accept: 'application/json' };
  return new Request(new URL(path, location.origin), { method: 'POST', headers, body: JSON.stringify(body) });
}

/** One refresh serves all calls that met a 401 at the same time. */
function refresh(): Promise<boolean> {
  refreshing ??= attempt(prepare(jsonPost(REFRESH_PATH, {})))
    .then((response) => response.ok)
    .catch(() => false)
    .finally(() => {
      refreshing = null;
    });
  return refreshing;
}

/**
 * The only door to the network: cookie session, CSRF, language, idempotency, business time, one refresh on 401.
 * @throws ApiProblem for every answer that is not 2xx, and for no answer at all
 */
export async function send(input: Request): Promise<Response> {
  let response = await attempt(prepare(input.clone()));
  if (response.status === 401 && !isEntry(input)) {
    if (await refresh()) response = await attempt(prepare(input));
    if (response.status === 401) for (const listener of endListeners) listener();
  }
  if (!response.ok) throw await readProblem(response);
  return response;
}

export interface CallOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  body?: unknown;
  /** several values of one name are sent one after another */
  query?: Record<string, string | number | boolean | readonly string[] | null | undefined>;
  /** record version for optimistic locking */
  ifMatch?: number | string;
  /** give the same key to a repeated submission of the same form; made up otherwise */
  idempotencyKey?: string;
  signal?: AbortSignal;
}

/** Hand-written calls; generated clients come through `send` as well. */
export async function api<T>(path: string, options: CallOptions = {}): Promise<T> {
  const url = new URL(path, location.origin);
  for (const [name, value] of Object.entries(options.query ?? {})) {
    if (Array.isArray(value)) for (const one of value) url.searchParams.append(name, one);
    else if (value !== null && value !== undefined && value !== '') url.searchParams.set(name, String(value));
  }
  const headers = new Headers({ Accept: 'application/json' });
  if (options.ifMatch !== undefined) headers.set('If-Match', `"${options.ifMatch}"`);
  if (options.idempotencyKey) headers.set('Idempotency-Key', options.idempotencyKey);
  const init: RequestInit = {
    method: options.method ?? 'GET',
    headers,
    ...(options.signal ? { signal: options.signal } : {}),
  };
  if (options.body instanceof FormData) init.body = options.body;
  else if (options.body !== undefined) {
    headers.set('Content-Type', 'application/json');
    init.body = JSON.stringify(options.body);
  }
  const response = await send(new Request(url, init));
  return (response.status === 204 ? undefined : await response.json()) as T;
}
