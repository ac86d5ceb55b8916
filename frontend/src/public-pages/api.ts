/** What a link opens. The service behind it is named by the token's prefix. */
export type LinkContent =
  | ({ kind: 'order_progress' } & OrderProgressData)
  | ({ kind: 'survey' } & SurveyData)
  | ({ kind: 'signature' } & SignatureData);

export interface OrderStage {
  id: string;
  label: string;
  state: 'done' | 'current' | 'todo' | 'failed';
  /** instant, ISO */
  at?: string | null;
  note?: string | null;
}

export interface OrderProgressData {
  order_no: string;
  store_name: string;
  vehicle: string;
  stages: OrderStage[];
  /** calendar date */
  expected_delivery?: string | null;
  adviser?: { name: string; phone?: string | null } | null;
  updated_at: string;
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

const SERVICES: Record<string, string> = { l: 'leads', a: 'aftersales', y: 'loyalty', n: 'notifications' };

export class LinkGone extends Error {}

function endpoint(token: string): string {
  const service = SERVICES[token.charAt(0)];
  if (!service || !/^[a-z]_?[\w-]{8,}$/.test(token)) throw new LinkGone();
  return `/api/v1/${service}/public/links/${encodeURIComponent(token)}`;
}

async function call(url: string, init?: RequestInit): Promise<Response> {
  const response = await fetch(url, { credentials: 'omit', ...init });
  if ([401, 403, 404, 410].includes(response.status)) throw new LinkGone();
  if (!response.ok) throw new Error(String(response.status));
  return response;
}

export async function openLink(token: string): Promise<LinkContent> {
  return (await call(endpoint(token))).json() as Promise<LinkContent>;
}

/** Sends answers or a signature; the token itself makes a repetition harmless. */
export async function answerLink(token: string, body: SurveyAnswers | SignatureInput): Promise<void> {
  await call(`${endpoint(token)}/answer`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
}
