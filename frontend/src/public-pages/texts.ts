import en from './i18n/en.json';
import zh from './i18n/zh-CN.json';

/** Link pages are opened in WeChat by people who never chose a language: the device's language decides. */
export const language = navigator.language.startsWith('zh') ? 'zh-CN' : 'en';
const texts: unknown = language === 'zh-CN' ? zh : en;

/** Text by dotted key, with `{name}` filled in; the key itself when it is missing. */
export function text(key: string, values: Record<string, string | number> = {}): string {
  let node: unknown = texts;
  for (const part of key.split('.')) node = (node as Record<string, unknown> | undefined)?.[part];
  if (typeof node !== 'string') return key;
  return node.replace(/\{(\w+)\}/g, (_match, name: string) => String(values[name] ?? ''));
}
