import { useSyncExternalStore } from 'react';
import { createStore, useStore } from './store';

export function useMediaQuery(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    () => window.matchMedia(query).matches,
    () => false,
  );
}

/** The phone layout: bottom tabs, cards instead of rows, sheets instead of panels. */
export const useIsPhone = (): boolean => useMediaQuery('(max-width: 767px)');

function subscribeOnline(listener: () => void): () => void {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}

export const useOnline = (): boolean =>
  useSyncExternalStore(
    subscribeOnline,
    () => navigator.onLine,
    () => true,
  );

export type Theme = 'light' | 'dark';

const THEME_KEY = 'chemai.theme';

// boot.js has already put the theme on <html>, before the first paint.
const themeStore = createStore<Theme>(document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light');

export const useTheme = (): Theme => useStore(themeStore);

export function setTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  localStorage.setItem(THEME_KEY, theme);
  themeStore.set(theme);
}

export const toggleTheme = (): void => setTheme(themeStore.get() === 'dark' ? 'light' : 'dark');
