import type { Page } from '@playwright/test';
import { expectNoViolations } from './accessible';
import { expect, mockGateway, START, test } from './fixtures';

const column = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

test.beforeEach(async ({ page }) => page.emulateMedia({ reducedMotion: 'reduce' }));

test.describe('on the desk', { tag: '@desk' }, () => {
  test('board: mouse, keyboard and menu move a card, undo takes it back', async ({ page }) => {
    await page.goto('/kit#board');
    const card = page.getByRole('button', { name: '王伟', exact: true });
    await expect(column(page, '新线索').getByText('王伟')).toBeVisible();
    const from = await card.boundingBox();
    const to = await column(page, '试驾').boundingBox();
    if (!from || !to) throw new Error('not laid out');
    await page.mouse.move(from.x + 40, from.y + 40);
    await page.mouse.down();
    await page.mouse.move(from.x + 60, from.y + 60, { steps: 4 });
    await page.mouse.move(to.x + to.width / 2, to.y + 200, { steps: 8 });
    await page.mouse.up();
    await expect(column(page, '试驾').getByText('王伟')).toBeVisible();
    await page.getByRole('button', { name: '撤销' }).click();
    await expect(column(page, '新线索').getByText('王伟')).toBeVisible();

    await card.focus();
    await page.keyboard.press('Space');
    await expect(page.getByText(/正在移动「王伟」|在「新线索」上方/)).toBeAttached();
    await page.keyboard.press('ArrowRight');
    await expect(page.getByText('在「跟进中」上方')).toBeAttached();
    await page.keyboard.press('Space');
    await expect(column(page, '跟进中').getByText('王伟')).toBeVisible();

    await page.getByRole('button', { name: /移动到… 李强/ }).click();
    await expectNoViolations(page);
    await page.getByRole('menuitem', { name: '移动到「报价」' }).click();
    await expect(column(page, '报价').getByText('李强')).toBeVisible();
  });

  test('list: J, Enter, panel, step, shift-click, and rows stay few', async ({ page }) => {
    await page.goto('/kit#list');
    const grid = page.getByRole('grid', { name: '线索' });
    await expect(grid.getByRole('row').nth(3)).toBeVisible();
    await grid.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const panel = page.getByRole('complementary', { name: /王伟/ });
    await expect(panel).toBeFocused();
    await panel.getByRole('button', { name: '下一条' }).click();
    await expect(page.getByRole('complementary', { name: /李强/ })).toBeVisible();
    await expectNoViolations(page);
    await page.getByRole('button', { name: '关闭' }).click();
    await page.getByRole('checkbox', { name: /选择此行 王伟/ }).click();
    await page.getByRole('checkbox', { name: /选择此行 刘洋/ }).click({ modifiers: ['Shift'] });
    await expect(page.getByRole('toolbar', { name: '已选 4 项' })).toBeVisible();
    await expectNoViolations(page);
    for (let index = 0; index < 12; index += 1) {
      await grid.evaluate((node) => node.scrollBy(0, 4000));
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    }
    expect(await page.evaluate(() => document.querySelectorAll('*').length)).toBeLessThan(1500);
    await expect(grid).toHaveAttribute('aria-rowcount', /-1|[3-9]\d\d|1001/);
  });

  test('calendar popup inside a dialog is reachable', async ({ page }) => {
    await page.goto('/kit#forms');
    await page.getByRole('button', { name: '预约' }).click();
    const dialog = page.getByRole('dialog', { name: '预约到店' });
    await dialog.getByLabel('预约日期').click();
    await dialog.locator('.ant-picker-cell-in-view').getByText('25', { exact: true }).click();
    await expect(dialog.getByLabel('预约日期')).toHaveValue('2026-11-25');
    await expectNoViolations(page);
  });

  test('business time, language, theme, help and sign-out from the shell', async ({ page }) => {
    const state = await mockGateway(page);
    await page.goto('/');
    await page.getByRole('button', { name: '业务时间前进 3 天' }).click();
    await expect.poll(() => state.advanced).toEqual([3]);
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: '键盘快捷键' })).toBeVisible();
    await expectNoViolations(page);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await page.keyboard.press('Shift+D');
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await page.keyboard.press('Shift+L');
    await expect(page.getByRole('navigation', { name: 'Main navigation' })).toBeVisible();
    await page.getByRole('button', { name: /陈晓/ }).click();
    await expectNoViolations(page);
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect(page).toHaveURL(/sign-in/);
  });
});

test('a lost session leads to sign-in and back to the page', async ({ page }) => {
  await mockGateway(page, { signedIn: false });
  await page.goto('/?from=link');
  await expect(page).toHaveURL(/sign-in\?next=/);
  await page.getByRole('button', { name: /林婷/ }).click();
  await expect(page).toHaveURL(/\/\?from=link/);
});

test('offline is said in words', async ({ page, context }) => {
  await mockGateway(page);
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await context.setOffline(true);
  await expect(page.getByText(/当前离线/)).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText(/当前离线/)).toHaveCount(0);
});

test('more sheet', { tag: '@phone' }, async ({ page }) => {
  await mockGateway(page);
  await page.goto('/');
  await page.getByRole('button', { name: '更多', exact: true }).click();
  await expect(page.getByRole('dialog', { name: '更多' })).toBeVisible();
  await expectNoViolations(page);
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/phone-more.png` });
});

test('order progress by link, and a link that is gone', async ({ page }) => {
  const step = { at: null, on: null };
  await page.route('**/api/v1/leads/public/order-progress', (route) =>
    route.request().headers()['x-link-token'] === 'leads_0123456789abcdef'
      ? route.fulfill({
          json: {
            store: { name: '星海汽车旗舰店', phone: '19900000002', address: '上海市浦东新区星海路 1 号' },
            customer_name: '王*',
            order_no: 'SO2611200001',
            model: '海豹 06 DM-i 荣耀版',
            colour: '雪域白',
            steps: [
              { ...step, code: 'signed', zh: '合同已签', en: 'Contract signed', done: true, at: START },
              { ...step, code: 'loan', zh: '贷款审批', en: 'Loan approval', done: true, on: '2026-11-21' },
              { ...step, code: 'pdi', zh: '新车检测', en: 'Inspection', done: false },
              { ...step, code: 'delivered', zh: '交车', en: 'Delivery', done: false },
            ],
            promised_on: '2026-11-28',
            adviser_name: '陈晓',
          },
        })
      : route.fulfill({ status: 404 }),
  );
  await page.goto('/p/leads_0123456789abcdef');
  await expect(page.getByText('新车检测')).toBeVisible();
  await expectNoViolations(page);
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${test.info().project.name}-order.png` });
  await page.goto('/p/leads_ffffffffffffffff');
  await expect(page.getByText('链接已失效')).toBeVisible();
});
