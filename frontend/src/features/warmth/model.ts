import type { LeadSettings, LeadSettingsOut } from '@/api/generated/leads/types.gen';
import type { Role } from '@/lib/roles';

export const MANAGERS: readonly Role[] = ['floor_supervisor', 'dcc_supervisor', 'sales_manager'];
export const SELLERS: readonly Role[] = ['sales_advisor', 'dcc_agent', ...MANAGERS];

export const SIGNALS = [
  'same_model_days',
  'price_again',
  'rival_compared',
  'return_after_silence',
  'busy_day',
  'configured',
  'hot_without_progress',
  'hot_cooled',
  'file_returned',
] as const;

export type Draft = Required<Pick<LeadSettings, 'behaviour' | 'temperature' | 'score'>> & LeadSettings;

/** What is sent back: everything that was read but the parts that identify it. */
export const draftOf = ({ store_id: _store, version: _version, ...settings }: LeadSettingsOut): Draft =>
  settings as Draft;

export const changed = (settings: LeadSettingsOut, draft: Draft): boolean =>
  JSON.stringify(draftOf(settings)) !== JSON.stringify(draft);

/** A whole number with or without sign; null while it is being typed. */
export const wholeNumber = (text: string): number | null => (/^-?\d{1,6}$/.test(text.trim()) ? Number(text) : null);

/** A number of a section, found by its path in the settings. */
export function numberAt(draft: Draft, path: readonly string[]): number | null {
  let found: unknown = draft;
  for (const name of path) found = (found as Record<string, unknown> | undefined)?.[name];
  return typeof found === 'number' ? found : null;
}

/** The settings with one number replaced. */
export function withNumber(draft: Draft, path: readonly string[], value: number): Draft {
  const replaced = (level: Record<string, unknown>, [name, ...rest]: readonly string[]): Record<string, unknown> =>
    name === undefined
      ? level
      : {
          ...level,
          [name]: rest.length === 0 ? value : replaced((level[name] ?? {}) as Record<string, unknown>, rest),
        };
  return replaced(draft as unknown as Record<string, unknown>, path) as unknown as Draft;
}

/** What goes into the pages of a web site. */
export function snippetOf(origin: string, siteKey: string, wording: string): string {
  const tag = `<script async src="${origin}/api/v1/leads/beacon/script.js" data-site="${siteKey}" data-wording="${wording}"></script>`;
  return `${tag}\n<script>\n  // once the visitor has agreed:\n  chemai.consent(true);\n  // in the lead form: visitor_id = chemai.visitor()\n</script>`;
}

/** How far a number is above or below another, in percent points of the whole. */
export const percent = (value: number, digits = 0): string => `${(value * 100).toFixed(digits)}%`;
