/** Link pages talk to one service each: the token's prefix names it, the token itself goes in a header, never in a log. */
export type LinkContent =
  | { kind: 'order_progress'; data: OrderProgressData }
  | { kind: 'survey'; data: SurveyData }
  | { kind: 'signature'; data: SignatureData };

export interface OrderStep {
  code: string;
  zh: string;
  en: string;
  done: boolean;
  /** instant, ISO */
  at: string | null;
  /** calendar date, for steps known by the day */
  on: string | null;
}

export interface OrderProgressData {
  store: { name: string; phone: string; address: string };
  customer_name: string;
  order_no: string;
  model: string;
  colour: string | null;
  steps: OrderStep[];
  promised_on: string | null;
  adviser_name: string | null;
}

export type SurveyQuestion =
  | { id: string; kind: 'score'; text: string; required?: boolean; low?: string; high?: string }
  | { id: string; kind: 'choice'; text: string; required?: boolean; options: { value: string; label: string }[] }
  | { id: string; kind: 'comment'; text: string; required?: boolean };

export interface SurveyData {
  title: string;
  intro?: string | null;
  store_name: string;
  questions: SurveyQuestion[];
}

export type SurveyAnswers = Record<string, number | string>;

export interface SignatureData {
  title: string;
  store_name: string;
  /** paragraphs of the text to be signed */
  paragraphs: string[];
  /** the version whose hash is stored with the signature */
  text_version: string;
}

export interface SignatureInput {
  path: string | null;
  typed_name: string | null;
  text_version: string;
}

/** The link is unknown, used up, revoked or too old: all the same to its holder. */
export class LinkGone extends Error {}

/** What each service shows behind its links; a service that gains a page gains a line here. */
const PAGES: Record<string, { kind: LinkContent['kind']; path: string }> = {
  leads: { kind: 'order_progress', path: '/api/v1/leads/public/order-progress' },
  aftersales: { kind: 'survey', path: '/api/v1/aftersales/public/survey' },
};

function pageOf(token: string) {
  const service = /^([a-z]+)_[\w-]{16,128}$/.exec(token)?.[1];
  const page = service ? PAGES[service] : undefined;
  if (!page) throw new LinkGone();
  return page;
}

async function call(token: string, path: string, init: RequestInit = {}): Promise<Response> {
  const headers = {
    ...init.headers,
    Accept: 'application/json',
    'Accept-Language': navigator.language,
    'X-Link-Token': token,
  };
  const response = await fetch(path, { ...init, headers, credentials: 'omit' });
  if ([401, 403, 404, 410].includes(response.status)) throw new LinkGone();
  if (!response.ok) throw new Error(String(response.status));
  return response;
}

export async function openLink(token: string): Promise<LinkContent> {
  const { kind, path } = pageOf(token);
  const data: unknown = await (await call(token, path)).json();
  return { kind, data } as LinkContent;
}

/** Sends answers or a signature; the token itself makes a repetition harmless. */
export async function answerLink(token: string, body: SurveyAnswers | SignatureInput): Promise<void> {
  const headers = { 'Content-Type': 'application/json' };
  await call(token, pageOf(token).path, { method: 'POST', headers, body: JSON.stringify(body) });
}
