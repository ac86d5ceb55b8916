import '@testing-library/jest-dom/vitest';
import { cleanup } from '@testing-library/react';
import { afterAll, afterEach, beforeAll, beforeEach, vi } from 'vitest';
import { resetBusinessTime } from '@/lib/clock';
import { i18n } from '@/lib/i18n';
import { toasts } from '@/lib/toast';
import { server } from './server';

// jsdom lays nothing out and lacks these; virtual lists need a height, dialogs and menus need to open.
Object.defineProperties(HTMLElement.prototype, {
  clientHeight: { get: () => 600 },
  clientWidth: { get: () => 900 },
  offsetHeight: { get: () => 100 },
});
HTMLDialogElement.prototype.showModal ??= function showModal(this: HTMLDialogElement) {
  this.open = true;
};
HTMLDialogElement.prototype.close ??= function close(this: HTMLDialogElement) {
  this.open = false;
};
Element.prototype.scrollIntoView ??= () => undefined;
// jsdom hides a popover that was never shown.
HTMLElement.prototype.showPopover ??= function showPopover(this: HTMLElement) {
  this.removeAttribute('popover');
};
window.scrollTo = () => undefined;
Element.prototype.scrollTo ??= () => undefined;
window.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};

let phone = false;
/** Lets a test ask for the phone layout. */
export const setPhone = (value: boolean): void => {
  phone = value;
};
window.matchMedia = (query: string) =>
  ({
    matches: query.includes('max-width: 767px') ? phone : query.includes('reduced-motion'),
    media: query,
    addEventListener: vi.fn(),
    removeEventListener: vi.fn(),
  }) as unknown as MediaQueryList;

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
beforeEach(async () => {
  phone = false;
  toasts.set([]);
  resetBusinessTime('2026-11-20T02:05:00Z');
  if (i18n.language !== 'zh-CN') await i18n.changeLanguage('zh-CN');
});
afterEach(() => {
  cleanup();
  server.resetHandlers();
});
afterAll(() => server.close());
