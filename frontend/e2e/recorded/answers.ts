import { readFileSync } from 'node:fs';
import type { Page, Route } from '@playwright/test';
import { ROUTES, type RouteName } from './routes';

/** What a running demo answered to a general manager who opened every route (`npm run e2e:record` takes it anew). */
export interface Recorded {
  /** business time of the recording */
  at: string;
  ids: Record<string, string>;
  /** by method, path and query */
  answers: Record<string, unknown>;
}

export const RECORDED = JSON.parse(readFileSync(new URL('answers.json', import.meta.url), 'utf8')) as Recorded;

const headers = { 'X-Business-Time': RECORDED.at };

/** The same question, or the same path with another query. */
function answerTo(key: string): unknown {
  if (key in RECORDED.answers) return RECORDED.answers[key];
  const bare = key.split('?')[0] ?? key;
  const other = Object.keys(RECORDED.answers).find((known) => known.split('?')[0] === bare);
  return other === undefined ? undefined : RECORDED.answers[other];
}

/** Told before the recording is asked; true when it has answered. */
export type Own = (route: Route, method: string, path: string) => Promise<boolean> | boolean;

/** The gateway as it was recorded; what it never answered is 404, and listed. */
export async function playBack(page: Page, own: Own = () => false): Promise<string[]> {
  const unknown: string[] = [];
  await page.route('**/api/v1/**', async (route) => {
    const request = route.request();
    const url = new URL(request.url());
    const path = url.pathname.replace('/api/v1/', '');
    if (await own(route, request.method(), path)) return;
    // Left open, as a stream is: nothing happens in a recording.
    if (path === 'gateway/stream') return;
    const body = answerTo(`${request.method()} ${path}${url.search}`);
    if (body !== undefined) {
      await route.fulfill({ headers, json: body });
      return;
    }
    unknown.push(`${request.method()} ${path}`);
    await route.fulfill({
      status: 404,
      headers,
      contentType: 'application/problem+json',
      body: JSON.stringify({ status: 404, code: 'not_found', detail: '' }),
    });
  });
  return unknown;
}

export const pathOf = (name: RouteName): string =>
  ROUTES[name].replace(/\$(\w+)/g, (_all, id: string) => RECORDED.ids[id] ?? '');
