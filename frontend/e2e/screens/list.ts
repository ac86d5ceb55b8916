import type { Page } from '@playwright/test';

export interface Screen {
  /** file in docs/screens, without the ending */
  name: string;
  /** who is signed in, by name */
  who: string;
  path: string;
  phone?: boolean;
  /** what is done before the picture is taken */
  act?: (page: Page) => Promise<void>;
}

const row =
  (text: string | RegExp, column = 1) =>
  async (page: Page) => {
    const line = page.getByRole('row').filter({ hasText: text }).first();
    await line.getByRole('gridcell').nth(column).click();
  };

/** Every picture of README and docs, in the order in which they are taken. Nobody in them changes anything. */
export const SCREENS: readonly Screen[] = [
  { name: 'today-desk', who: '陈晓', path: '/' },
  { name: 'today-phone', who: '陈晓', path: '/', phone: true },
  { name: 'log-phone', who: '陈晓', path: '/', phone: true, act: openLog },
  { name: 'lead-desk', who: '陈晓', path: '/leads?level=H', act: row(/199/, 2) },
  { name: 'board-desk', who: '陈晓', path: '/leads?view=board' },
  { name: 'customer-desk', who: '尤佳', path: '/members', act: openOwner },
  { name: 'pool-phone', who: '陈晓', path: '/pool', phone: true },
  { name: 'key-account-desk', who: '陈晓', path: '/key-accounts', act: row('远山物流集团有限公司') },
  { name: 'reception-desk', who: '林小满', path: '/reception' },
  { name: 'reception-phone', who: '林小满', path: '/reception', phone: true },
  { name: 'dcc-today-desk', who: '孙妍', path: '/' },
  { name: 'dcc-leads-phone', who: '孙妍', path: '/leads', phone: true },
  { name: 'manager-today-desk', who: '吴刚', path: '/' },
  { name: 'dispute-desk', who: '吴刚', path: '/disputes', act: row('待裁决', 0) },
  { name: 'numbers-desk', who: '吴刚', path: '/numbers' },
  { name: 'numbers-phone', who: '吴刚', path: '/numbers', phone: true },
  { name: 'forms-desk', who: '周敏', path: '/forms?form=matrix' },
  { name: 'import-desk', who: '罗曼', path: '/imports', act: row(/csv|xlsx/, 0) },
  { name: 'quarantine-desk', who: '罗曼', path: '/intakes', act: row(/车讯|线索/, 0) },
  { name: 'appraisals-phone', who: '韩峰', path: '/appraisals', phone: true },
  { name: 'orders-desk', who: '吴刚', path: '/orders' },
  { name: 'delivery-desk', who: '许诺', path: '/deliveries' },
  { name: 'call-backs-desk', who: '尤佳', path: '/call-backs' },
  { name: 'complaints-desk', who: '唐薇', path: '/complaints' },
  { name: 'owned-vehicles-phone', who: '沈航', path: '/owned-vehicles', phone: true },
];

async function openLog(page: Page): Promise<void> {
  await page.getByRole('list', { name: '待办队列' }).getByRole('button', { name: /^记录/ }).first().click();
  await page.getByRole('dialog').waitFor();
}

/** A member is an owner: the page of one shows a whole life. */
async function openOwner(page: Page): Promise<void> {
  const answer = await page.request.get('/api/v1/loyalty/members?limit=1');
  const { items } = (await answer.json()) as { items: { customer_id: string }[] };
  await page.goto(`/customers/${items[0]?.customer_id}`);
}
