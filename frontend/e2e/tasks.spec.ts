import type { Page } from '@playwright/test';
import { expectNoViolations } from './accessible';
import { expect, test } from './fixtures';
import { kept } from './kept';
import { countEffort } from './story/effort';
import { choose, dialog, press } from './story/hands';
import { CLEAR, LeadsDesk } from './tasks.gateway';

// The budgets of everyday tasks, over a store that answers as the person works. T1, T2, T3 and T5 stand in the story.

const LEADS = '/leads';
const BOARD = '/leads?view=board';
const column = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });
const panel = (page: Page, name: string) => page.getByRole('complementary', { name });

async function sit(page: Page, path: string, shown = '客户03'): Promise<LeadsDesk> {
  const desk = new LeadsDesk();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await desk.open(page);
  await page.goto(path);
  await expect(page.getByText(shown).filter({ visible: true }).first()).toBeVisible();
  return desk;
}

test.describe('T4: change the stage', () => {
  test('by dragging: seen at once, taken back within eight seconds', { tag: '@desk' }, async ({ page }) => {
    const desk = await sit(page, BOARD);
    const card = page.getByRole('button', { name: '客户03 远航 X5', exact: true });
    const from = await card.boundingBox();
    const to = await column(page, '已联系').boundingBox();
    if (!from || !to) throw new Error('not laid out');
    const { mouse } = page;
    await mouse.move(from.x + 40, from.y + 30);
    await mouse.down();
    await mouse.move(from.x + 60, from.y + 30, { steps: 4 });
    await mouse.move(to.x + to.width / 2, to.y + 160, { steps: 8 });
    const waited = page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let dropped = Number.POSITIVE_INFINITY;
          document.addEventListener('mouseup', () => {
            dropped = performance.now();
          });
          const arrived = () =>
            [...document.querySelectorAll('section[aria-labelledby^="column-contacted"]')].some((one) =>
              one.textContent?.includes('客户03'),
            );
          const look = () => (arrived() ? resolve(performance.now() - dropped) : requestAnimationFrame(look));
          look();
        }),
    );
    await mouse.up();
    expect(await waited).toBeLessThanOrEqual(100);
    await expect(page.getByText('已改为「已联系」')).toBeVisible();
    await page.waitForTimeout(7000);
    await press(page, '撤销');
    await expect(column(page, '新线索').getByText('客户03')).toBeVisible();
    expect(desk.calls.filter((call) => /stage/.test(call)).map((call) => call.split('/').slice(3).join('/'))).toEqual([
      'stage',
      'stage/undo',
    ]);
  });

  test('by S and a digit in the panel', { tag: '@desk' }, async ({ page }) => {
    await sit(page, LEADS);
    await row(page, '客户03').getByText('客户03').click();
    await expect(panel(page, '客户03')).toBeVisible();
    const counting = await countEffort(page);
    await page.keyboard.press('s');
    await page.keyboard.press('1');
    await expect(page.getByText('已改为「已联系」')).toBeVisible();
    expect(await counting()).toEqual({ taps: 0, keys: 2 });
  });

  test('on the phone in two taps', { tag: '@phone' }, async ({ page }) => {
    await sit(page, BOARD);
    const counting = await countEffort(page);
    await page.getByRole('button', { name: /^移动到… 客户03/ }).tap();
    await page.getByRole('menuitem', { name: '移动到「已联系」' }).tap();
    await expect(page.getByText('已改为「已联系」')).toBeVisible();
    expect(await counting()).toEqual({ taps: 2, keys: 0 });
  });

  test('what the server refuses goes back and says why', { tag: '@desk' }, async ({ page }) => {
    const desk = await sit(page, BOARD);
    desk.failNext = 409;
    await page.getByRole('button', { name: /^移动到… 客户03/ }).click();
    await page.getByRole('menuitem', { name: '移动到「已联系」' }).click();
    await expect(page.getByRole('alert')).toContainText('线索阶段不会倒退');
    await expect(column(page, '新线索').getByText('客户03')).toBeVisible();
    await expect(column(page, '已联系').getByText('客户03')).toHaveCount(0);
  });

  test('a defeat needs its reason', async ({ page }) => {
    const desk = await sit(page, `${LEADS}?open=019a0000-0000-7000-9000-000000000003`);
    await press(panel(page, '客户03'), '更多操作');
    await page.getByRole('menuitem', { name: '战败 / 无效 / 冻结' }).click();
    const sheet = dialog(page, '关闭线索');
    await sheet.getByRole('button', { name: /战败/ }).last().click();
    await expect(sheet.getByText('请选择原因')).toBeVisible();
    expect(desk.calls.filter((call) => call.endsWith('closure'))).toEqual([]);
    await choose(sheet, '原因', '价格');
    await sheet.getByRole('button', { name: /战败/ }).last().click();
    await expect.poll(() => desk.calls.filter((call) => call.endsWith('closure'))).toHaveLength(1);
    await expect(page.getByText('线索已关闭')).toBeVisible();
    await expect(page.getByRole('button', { name: '撤销' })).toBeVisible();
  });
});

test('T6: twenty leads reassigned in four interactions, with a way back', { tag: '@desk' }, async ({ page }) => {
  const desk = await sit(page, LEADS);
  const counting = await countEffort(page);
  await page.getByRole('checkbox', { name: /^选择此行 客户01/ }).click();
  await page.getByRole('grid').evaluate((grid) => grid.scrollTo(0, 500));
  await page.getByRole('checkbox', { name: /^选择此行 客户20/ }).click({ modifiers: ['Shift'] });
  await page.keyboard.press('a');
  await dialog(page, /20/).getByRole('button', { name: /李想/ }).click();
  const { taps, keys } = await counting();
  expect(taps + keys).toBeLessThanOrEqual(4);
  await expect.poll(() => desk.calls).toContain('POST leads/transfers');
  const sent = desk.bodies[desk.calls.indexOf('POST leads/transfers')] as { lead_ids: string[] };
  expect(new Set(sent.lead_ids).size).toBe(20);
  await press(page, '撤销');
  await expect.poll(() => desk.calls.some((call) => /transfers\/[^/]+\/undo$/.test(call))).toBe(true);
});

test.describe('T7: the clock of the first reply', () => {
  test('is text, icon and colour in list, panel, board, queue and tab', { tag: '@desk' }, async ({ page }) => {
    await sit(page, LEADS);
    for (const [place, words] of [
      [row(page, '客户01'), /剩 1:\d\d/],
      [row(page, '客户02'), /超时 1\d:\d\d/],
    ] as const) {
      const clock = place.getByText(words);
      await expect(clock.locator('svg')).toBeVisible();
      const before = await clock.innerText();
      await expect(clock).not.toHaveText(before);
    }
    const colour = (name: string) =>
      row(page, name)
        .getByText(/剩|超时/)
        .evaluate((node) => getComputedStyle(node).color);
    expect(await colour('客户01')).not.toBe(await colour('客户02'));
    await row(page, '客户02').getByText('客户02').click();
    await expect(panel(page, '客户02').getByText(/超时 1\d:\d\d/)).toBeVisible();
    await page.goto(BOARD);
    await expect(column(page, '新线索').getByText(/^剩 \d:\d\d/)).toBeVisible();
    await page.goto('/');
    const queue = page.getByRole('list', { name: '待办队列' }).getByRole('listitem');
    await expect(queue.first()).toContainText('客户02');
    await expect(queue.first().getByText(/超时 1\d:\d\d/)).toBeVisible();
    await expect(page).toHaveTitle(/^\(2\) /);
    await expectNoViolations(page);
  });

  test('on the phone too', { tag: '@phone' }, async ({ page }) => {
    await sit(page, LEADS);
    await expect(page.getByText(/剩 1:\d\d/).first()).toBeVisible();
    await expect(page.getByText(/超时 1\d:\d\d/).first()).toBeVisible();
  });

  test('a breach reaches the manager within two seconds', async ({ page }) => {
    const desk = await sit(page, LEADS);
    await page.goto('/');
    const queue = page.getByRole('list', { name: '待办队列' });
    await expect(queue).toContainText('客户02');
    await expect.poll(() => desk.listening, { timeout: 15_000 }).toBe(true);
    const [late] = desk.leads.slice(2);
    if (!late) throw new Error('no third lead');
    Object.assign(late, { response_due_at: desk.leads[1]?.response_due_at, first_response_at: null, overdue: true });
    const told = Date.now();
    desk.hint(late);
    await expect(queue).toContainText('客户03', { timeout: 2000 });
    await expect(page).toHaveTitle(/^\(3\) /, { timeout: 2000 });
    expect(Date.now() - told).toBeLessThanOrEqual(2000);
  });
});

test('T13: open, edit inline, back: scroll, filters and selection are as they were', { tag: '@desk' }, async ({
  page,
  context,
}) => {
  await sit(page, `${LEADS}?source=autohome`);
  const grid = page.getByRole('grid');
  const address = new URL(page.url());
  await page.getByRole('checkbox', { name: /^选择此行 客户01/ }).check();
  await grid.evaluate((node) => node.scrollTo(0, 900));
  await expect.poll(() => grid.evaluate((node) => node.scrollTop)).toBe(900);
  await row(page, '客户25').getByText('客户25').click();
  await expect(panel(page, '客户25')).toBeVisible();
  const shared = page.url();
  await choose(panel(page, '客户25'), '级别', /^H/);
  await expect(row(page, '客户25').getByRole('gridcell', { name: /^H/ })).toBeVisible();
  await page.goBack();
  await expect(panel(page, '客户25')).toHaveCount(0);
  expect(new URL(page.url()).search).toBe(address.search);
  expect(await grid.evaluate((node) => node.scrollTop)).toBe(900);
  await expect(page.getByRole('toolbar', { name: '已选 1 项' })).toBeVisible();
  // The address is the record's: whoever gets it sees the same.
  const other = await context.newPage();
  await new LeadsDesk().open(other);
  await other.goto(shared);
  await expect(panel(other, '客户25')).toBeVisible();
});

test('T14: masked until asked for, one tap, written down, and left nowhere', async ({ page }) => {
  const said: string[] = [];
  const asked: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('request', (request) => asked.push(request.url()));
  const desk = await sit(page, `${LEADS}?open=019a0000-0000-7000-9000-000000000001`, '客户01');
  const beside = panel(page, '客户01');
  await expect(beside.getByText('199****4321').first()).toBeVisible();
  expect(await page.content()).not.toContain(CLEAR);
  const counting = await countEffort(page);
  await beside.getByRole('button', { name: '显示号码' }).click();
  await expect(beside.getByText(CLEAR)).toBeVisible();
  expect((await counting()).taps).toBe(1);
  expect(desk.calls.filter((call) => call.endsWith('/reveal'))).toHaveLength(1);
  await page.waitForTimeout(1500);
  for (const [where, text] of [
    ['storage', await kept(page)],
    ['console', said.join('\n')],
    ['addresses', asked.join('\n')],
  ] as const) {
    expect(text, where).not.toContain(CLEAR);
  }
  await page.reload();
  await expect(beside.getByText('199****4321').first()).toBeVisible();
  expect(await page.content()).not.toContain(CLEAR);
});
