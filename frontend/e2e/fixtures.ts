import { test as base, type Page } from '@playwright/test';

export const START = '2026-11-20T02:05:00Z';

const ME = {
  staff_id: '019a0000-0000-7000-8000-000000000001',
  name: '陈晓',
  username: 'chenxiao',
  roles: ['sales_advisor'],
  scope: 'own',
  store: { id: 's1', name: '星海汽车旗舰店' },
  stores: [{ id: 's1', name: '星海汽车旗舰店' }],
  team_id: 't1',
  demo: true,
  business_time: START,
  csrf_token: 'token',
};

const ACCOUNTS = [
  ['dcc_agent', '林婷', 'linting', '星海汽车旗舰店', 1],
  ['sales_advisor', '陈晓', 'chenxiao', '星海汽车旗舰店', 2],
  ['appraiser', '孙浩', 'sunhao', '星海汽车旗舰店', 3],
  ['finance_specialist', '何静', 'hejing', '星海汽车旗舰店', 4],
  ['service_advisor', '马超', 'machao', '星海汽车旗舰店', 5],
  ['crc_agent', '许晴', 'xuqing', '星海汽车旗舰店', 6],
  ['sales_manager', '周明', 'zhouming', '星海汽车旗舰店', null],
  ['general_manager', '高远', 'gaoyuan', '星海汽车旗舰店', null],
  ['sales_advisor', '郑凯', 'zhengkai', '星海二手车中心', null],
  ['appraiser', '冯涛', 'fengtao', '星海二手车中心', null],
].map(([role, name, username, store_name, story_order]) => ({ role, name, username, store_name, story_order }));

/** Answers the gateway's sign-in surface, so that the shell can be looked at without a server. */
export async function mockGateway(page: Page, options: { signedIn?: boolean } = {}): Promise<{ advanced: number[] }> {
  const state = { signedIn: options.signedIn ?? true, advanced: [] as number[] };
  await page.route('**/api/v1/**', async (route) => {
    const path = new URL(route.request().url()).pathname.replace('/api/v1/', '');
    const method = route.request().method();
    const headers = { 'X-Business-Time': START };
    const problem = (status: number, code: string) =>
      route.fulfill({
        status,
        headers,
        contentType: 'application/problem+json',
        body: JSON.stringify({ status, code, detail: '' }),
      });
    if (path === 'gateway/me')
      return state.signedIn ? route.fulfill({ headers, json: ME }) : problem(401, 'unauthenticated');
    if (path === 'gateway/demo/accounts') return route.fulfill({ headers, json: ACCOUNTS });
    if (path === 'gateway/stream')
      return route.fulfill({ headers, contentType: 'text/event-stream', body: ': hello\n\n' });
    if (path === 'gateway/sessions/refresh') return problem(401, 'unauthenticated');
    if (path === 'gateway/sessions/current' && method === 'DELETE') {
      state.signedIn = false;
      return route.fulfill({ status: 204, headers });
    }
    if (/^gateway\/(demo\/)?sessions$/.test(path) && method === 'POST') {
      state.signedIn = true;
      return route.fulfill({ status: 201, headers, json: { me: ME } });
    }
    if (path === 'gateway/clock/advance') {
      state.advanced.push((route.request().postDataJSON() as { days: number }).days);
      return route.fulfill({ headers, json: {} });
    }
    return problem(404, 'not_found');
  });
  return state;
}

export const test = base;
export { expect } from '@playwright/test';
