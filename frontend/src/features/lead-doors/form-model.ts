import type { WebFormChange, WebFormOut } from '@/api/generated/leads/types.gen';

export type Draft = Required<Omit<WebFormChange, 'campaign'>> & { campaign: string | null };
export type FormField = Draft['fields'][number];
export type Wording = Draft['consents'][number];
export type Purpose = Wording['purpose'];

export const KINDS = ['buy', 'test_drive', 'trade_in', 'sell', 'lease'] as const;
export const FIELDS = ['name', 'model', 'city', 'email', 'preferred_time', 'own_car', 'comments'] as const;
export const PURPOSES: readonly Purpose[] = ['service', 'marketing', 'profiling'];

/** What a new form begins with: the words come in both languages, whichever the editor reads. */
export function freshDraft(word: (key: string, language: 'zh' | 'en') => string): Draft {
  return {
    name: '',
    kind: 'test_drive',
    source: 'official_site',
    campaign: null,
    texts: {
      title_zh: word('fresh.title', 'zh'),
      title_en: word('fresh.title', 'en'),
      intro_zh: '',
      intro_en: '',
      thanks_zh: '',
      thanks_en: '',
    },
    fields: [
      { name: 'name', required: true },
      { name: 'model', required: false },
    ],
    models: [],
    origins: [],
    consents: [freshWording('service', word)],
    active: true,
  };
}

export function freshWording(purpose: Purpose, word: (key: string, language: 'zh' | 'en') => string): Wording {
  return { purpose, version: '1', zh: word(`fresh.${purpose}`, 'zh'), en: word(`fresh.${purpose}`, 'en') };
}

export function draftOf(form: WebFormOut): Draft {
  const { name, kind, source, campaign, texts, fields, models, origins, consents, active } = form;
  return { name, kind: kind as Draft['kind'], source, campaign, texts, fields, models, origins, consents, active };
}

/** 2026-01 → 2026-02, 3 → 4, v → v2: the next version of a wording. */
export function nextVersion(version: string): string {
  const found = /^(.*?)(\d+)$/.exec(version);
  if (!found) return `${version}2`;
  const [, head = '', digits = ''] = found;
  return head + String(Number(digits) + 1).padStart(digits.length, '0');
}

/** A text that visitors have read keeps its version; another text gets another one by itself. */
export function withWording(saved: readonly Wording[], before: Wording, change: Partial<Wording>): Wording {
  const next = { ...before, ...change };
  const old = saved.find((one) => one.purpose === next.purpose);
  if (!old || change.version !== undefined) return next;
  const same = old.zh === next.zh && old.en === next.en;
  if (same) return { ...next, version: old.version };
  return next.version === old.version ? { ...next, version: nextVersion(old.version) } : next;
}

export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

export const linkOf = (origin: string, key: string): string => `${origin}/p/${key}`;

/** What goes into a page of the dealer's site. The visitor travels behind the `#`, which no server sees. */
export function snippetOf(origin: string, key: string, title: string, visitors: boolean): string {
  const frame = `<iframe id="${key}" src="${linkOf(origin, key)}" title="${title.replaceAll('"', '')}" style="width:100%;max-width:560px;height:860px;border:0"></iframe>`;
  if (!visitors) return frame;
  // The beacon comes asynchronously: once the page has loaded it is there.
  return `${frame}\n<script>\n  addEventListener('load', function () {\n    var visitor = window.chemai && chemai.visitor && chemai.visitor();\n    if (visitor) document.getElementById('${key}').src += '#v=' + visitor;\n  });\n</script>`;
}
