import i18next, { type BackendModule, type i18n as I18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { setTimeLocale } from './time';

export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const LANGUAGE_KEY = 'chemai.language';

type Json = Record<string, unknown>;
const lazy = import.meta.glob<Json>(
  ['../features/*/i18n/{zh-CN,en}.json', '../ui/*/i18n/{zh-CN,en}.json', '../{app,ui}/i18n/en.json'],
  { import: 'default' },
);
const core = import.meta.glob<Json>(
  ['../{app,ui}/i18n/zh-CN.json', '../ui/sales/i18n/zh-CN.json', '../features/{today,session}/i18n/zh-CN.json'],
  {
    import: 'default',
    eager: true,
  },
);
const shells = import.meta.glob<Json>('../features/*/i18n/shell.*.json', { import: 'default', eager: true });

const namespaceOf = (path: string) => path.split('/').at(-3) ?? '';
const files = new Map(
  Object.entries(lazy).map(([path, load]) => [
    `${namespaceOf(path)}/${path.split('/').at(-1)?.replace('.json', '')}`,
    load,
  ]),
);

/** Loads a namespace's JSON on first use. */
const backend: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read(language, namespace, done) {
    const load = files.get(`${namespace}/${language}`);
    if (!load) return done(new Error(`no ${language} texts for ${namespace}`), false);
    load().then(
      (texts) => done(null, texts as Parameters<typeof done>[1]),
      (error: Error) => done(error, true),
    );
  },
};

/** Nav and command labels of every feature, merged into one namespace that is always loaded. */
function shellTexts(language: Language): Json {
  const merged: { nav: Json; command: Json } = { nav: {}, command: {} };
  for (const [path, texts] of Object.entries(shells)) {
    if (!path.endsWith(`shell.${language}.json`)) continue;
    Object.assign(merged.nav, texts.nav);
    Object.assign(merged.command, texts.command);
  }
  return merged;
}

const stored = (): Language => (document.documentElement.lang === 'en' ? 'en' : 'zh-CN');

export function createI18n(language: Language = stored()): I18n {
  const instance = i18next.createInstance();
  const zh = Object.fromEntries(Object.entries(core).map(([path, texts]) => [namespaceOf(path), texts]));
  void instance
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: 'zh-CN',
      supportedLngs: [...LANGUAGES],
      partialBundledLanguages: true,
      resources: { 'zh-CN': { ...zh, shell: shellTexts('zh-CN') }, en: { shell: shellTexts('en') } },
      ns: ['app', 'ui', 'shell'],
      defaultNS: 'app',
      interpolation: { escapeValue: false },
      react: { useSuspense: true },
    });
  setTimeLocale(language);
  return instance;
}

export const i18n = createI18n();

/** Switches without a reload; the texts of the mounted namespaces are loaded first, so nothing flashes. */
export async function setLanguage(language: Language): Promise<void> {
  setTimeLocale(language);
  localStorage.setItem(LANGUAGE_KEY, language);
  document.documentElement.lang = language;
  await i18n.changeLanguage(language);
}

/** For route loaders: fetches a feature's texts beside its code. */
export const loadTexts = (namespace: string): Promise<void> => i18n.loadNamespaces(namespace);
