import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import type { DemoAccount, Me } from '@/api/session';

export const ME: Me = {
  staff_id: '019a0000-0000-7000-8000-000000000001',
  name: 'Chen Xiao',
  username: 'chenxiao',
  roles: ['sales_advisor'],
  scope: 'own',
  store: { id: 's1', name: 'Star Sea' },
  stores: [{ id: 's1', name: 'Star Sea' }],
  team_id: null,
  demo: true,
  business_time: '2026-11-20T02:05:00Z',
  csrf_token: 'token-1',
};

export const ACCOUNTS: DemoAccount[] = [
  { role: 'sales_advisor', name: 'Zheng Kai', username: 'zhengkai', store_name: 'Used Cars', story_order: null },
  { role: 'crc_agent', name: 'Xu Qing', username: 'xuqing', store_name: 'Star Sea', story_order: 2 },
  { role: 'dcc_agent', name: 'Lin Ting', username: 'linting', store_name: 'Star Sea', story_order: 1 },
];

export const at = (path: string) => `*/api/v1/${path}`;

/** The gateway's sign-in surface; tests add their own handlers with `server.use`. */
export const server = setupServer(
  http.get(at('gateway/me'), () => HttpResponse.json(ME)),
  http.get(at('gateway/demo/accounts'), () => HttpResponse.json(ACCOUNTS)),
  http.post(at('gateway/demo/sessions'), () => HttpResponse.json({ me: ME }, { status: 201 })),
);
