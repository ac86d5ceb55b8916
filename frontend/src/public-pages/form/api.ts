/** A public form talks to two paths of one service; nothing of the visitor is kept in the browser. */
export type Purpose = 'service' | 'marketing' | 'profiling';

export type FieldName = 'name' | 'model' | 'city' | 'email' | 'preferred_time' | 'own_car' | 'comments';

export interface Wording {
  purpose: Purpose;
  version: string;
  zh: string;
  en: string;
}

export interface FormTexts {
  title_zh: string;
  title_en: string;
  intro_zh?: string;
  intro_en?: string;
  thanks_zh?: string;
  thanks_en?: string;
}

export interface FormPage {
  form_key: string;
  kind: string;
  texts: FormTexts;
  fields: { name: FieldName; required: boolean }[];
  models: string[];
  consents: Wording[];
  origins: string[];
  store: { name: string; phone: string; address: string };
  reply_minutes: number;
  token: string;
  proof_bits: number;
  wait_seconds: number;
}

export interface Filled {
  mobile: string;
  website: string;
  name?: string;
  model?: string;
  city?: string;
  email?: string;
  preferred_time?: string;
  own_car?: { model?: string; year?: number; odometer_km?: number };
  comments?: string;
  consents: { purpose: Purpose; version: string }[];
  visitor_id?: string;
}

export interface Pass {
  token: string;
  proof_bits: number;
  wait_seconds: number;
}

export type Answer =
  | { kind: 'taken' }
  | { kind: 'gone' }
  | { kind: 'failed' }
  | { kind: 'again'; pass: Pass }
  | { kind: 'busy'; detail: string }
  | { kind: 'faults'; detail: string; at: Record<string, string> };

interface Problem extends Partial<Pass> {
  detail?: string;
  errors?: { pointer: string; message: string }[];
}

const path = (key: string) => `/api/v1/leads/web-forms/${key}`;

export async function openForm(key: string, language: string): Promise<FormPage | null> {
  const response = await fetch(`${path(key)}/page`, {
    headers: { Accept: 'application/json', 'Accept-Language': language },
    credentials: 'omit',
  });
  if (response.status === 404 || response.status === 403) return null;
  if (!response.ok) throw new Error(String(response.status));
  return (await response.json()) as FormPage;
}

/** Sends one submission. The same `id` again is the same submission, so a lost answer does no harm. */
export async function sendForm(
  key: string,
  language: string,
  body: Filled & { id: string; token: string; proof?: string },
): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(`${path(key)}/submissions`, {
      method: 'POST',
      headers: { Accept: 'application/json', 'Accept-Language': language, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      credentials: 'omit',
    });
  } catch {
    return { kind: 'failed' };
  }
  if (response.ok) return { kind: 'taken' };
  if (response.status === 404) return { kind: 'gone' };
  const problem = (await response.json().catch(() => ({}))) as Problem;
  if (response.status === 429) return { kind: 'busy', detail: problem.detail ?? '' };
  if (response.status === 422 && problem.token !== undefined) {
    const { token, proof_bits = 0, wait_seconds = 0 } = problem;
    return { kind: 'again', pass: { token, proof_bits, wait_seconds } };
  }
  if (response.status === 422) {
    const at = Object.fromEntries((problem.errors ?? []).map((fault) => [fault.pointer, fault.message]));
    return { kind: 'faults', detail: problem.detail ?? '', at };
  }
  return { kind: 'failed' };
}
