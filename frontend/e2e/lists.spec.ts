import { expectNoViolations } from './accessible';
import { expect, test } from './fixtures';
import { mockLists } from './lists.gateway';
import { countEffort } from './story/effort';

test.beforeEach(async ({ page }) => page.emulateMedia({ reducedMotion: 'reduce' }));

test.describe('on the desk', { tag: '@desk' }, () => {
  test('pills and panel narrow the list, and the address says how', async ({ page }) => {
    const { last } = await mockLists(page);
    await page.goto('/leads');
    await expect(page.getByRole('grid', { name: '线索' })).toBeVisible();
    await page.getByRole('button', { name: '级别', exact: true }).click();
    await page.getByRole('checkbox', { name: /^H/ }).check();
    await page.getByRole('checkbox', { name: /^A/ }).check();
    await expect(page).toHaveURL(/level=H(,|%2C)A/);
    await expect.poll(() => last('leads/leads')?.getAll('level')).toEqual(['H', 'A']);
    await expectNoViolations(page);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: /^级别：H/ })).toBeFocused();
    await page.getByRole('button', { name: /^筛选 1/ }).click();
    const panel = page.getByRole('dialog', { name: '更多筛选' });
    await panel.getByLabel('下次联系', { exact: true }).selectOption('until_today');
    await panel.getByRole('spinbutton', { name: '成交概率最低' }).fill('40');
    await panel.getByRole('radio', { name: '超时' }).check({ force: true });
    await expectNoViolations(page);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: '下次联系：今天及以前' })).toBeVisible();
    await expect.poll(() => last('leads/leads')?.get('next_contact_to')).toBe('2026-11-20T16:00:00.000Z');
    expect(last('leads/leads')?.get('score_from')).toBe('40');
    expect(last('leads/leads')?.get('response_missed')).toBe('true');
    await page.getByRole('button', { name: '去掉成交概率' }).click();
    await expect(page).not.toHaveURL(/score=/);
    const shared = page.url();
    await page.reload();
    await expect(page.getByRole('button', { name: '下次联系：今天及以前' })).toBeVisible();
    expect(page.url()).toBe(shared);
    await page.getByRole('button', { name: '清除筛选' }).click();
    await expect(page).toHaveURL(/\/leads$/);
  });

  test('what is typed stays out of the address', async ({ page }) => {
    const { last } = await mockLists(page);
    await page.goto('/leads');
    await page.getByRole('searchbox').fill('0005');
    await expect.poll(() => last('leads/leads')?.get('query')).toBe('0005');
    expect(page.url()).not.toContain('0005');
  });

  test('views: open, change, save as, delete, undo', async ({ page }) => {
    const { last, written } = await mockLists(page);
    await page.goto('/leads');
    const views = page.getByRole('navigation', { name: '线索的视图' });
    await views.getByRole('button', { name: /今日到期未跟进/ }).click();
    await expect(page).toHaveURL(/next=until_today.*sort=risk|sort=risk.*next=until_today/);
    await expect.poll(() => last('leads/leads')?.get('order')).toBe('risk');
    await page.getByRole('button', { name: /^排序/ }).click();
    await page.getByRole('menuitemradio', { name: '成交概率' }).click();
    await expect(views.getByText('已改动')).toBeVisible();
    await expect(views.getByRole('button', { name: '更新视图' })).toHaveCount(0);
    await expectNoViolations(page);
    await views.getByRole('button', { name: '另存为视图' }).click();
    await page.getByRole('textbox', { name: /名称/ }).fill('我的概率榜');
    await expect(page.getByRole('radio', { name: '全店' })).toBeDisabled();
    await expectNoViolations(page);
    await page.keyboard.press('Enter');
    await expect(views.getByRole('button', { name: '我的概率榜' })).toHaveAttribute('aria-current', 'true');
    expect(written.at(-1)?.body).toMatchObject({ name: '我的概率榜', sort: 'score', filters: { next: 'until_today' } });
    await views.getByRole('button', { name: '视图操作' }).click();
    await page.getByRole('menuitem', { name: '删除视图' }).click();
    await expect(views.getByRole('button', { name: '我的概率榜' })).toHaveCount(0);
    await page.getByRole('button', { name: '撤销' }).click();
    await expect.poll(() => written.at(-1)?.path).toBe('gateway/saved-views/made/restoration');
  });

  test('columns: hidden, moved, in the address', async ({ page }) => {
    await mockLists(page);
    await page.goto('/leads');
    const grid = page.getByRole('grid', { name: '线索' });
    await expect(grid.getByRole('columnheader', { name: '来源' })).toBeVisible();
    await page.getByRole('button', { name: '列', exact: true }).click();
    await page.getByRole('checkbox', { name: '来源' }).uncheck();
    await page.getByRole('checkbox', { name: '最近联系' }).check();
    await page.getByRole('button', { name: '最近联系前移' }).click();
    await expectNoViolations(page);
    await expect(grid.getByRole('columnheader', { name: '来源' })).toHaveCount(0);
    await expect(page).toHaveURL(/cols=.*silence(,|%2C)created/);
  });

  test('many planned at once: click, shift-click, P, confirm; undone from the toast', async ({ page }) => {
    const { written } = await mockLists(page);
    await page.goto('/leads');
    await page.getByRole('checkbox', { name: /选择此行 王伟0/ }).click();
    await page.getByRole('checkbox', { name: /选择此行 张敏2/ }).click({ modifiers: ['Shift'] });
    await page.keyboard.press('p');
    const sheet = page.getByRole('dialog', { name: '为 3 条线索安排下次联系' });
    await expect(sheet.getByText('1 条不变')).toBeVisible();
    await expectNoViolations(page);
    await sheet.getByRole('button', { name: '确认 2 条' }).click();
    await page.getByRole('button', { name: '撤销' }).click();
    await expect.poll(() => written.at(-1)?.path).toBe('leads/bulk-changes/receipt/undo');
    expect(written.find(({ path }) => path === 'leads/bulk-changes')?.body).toMatchObject({
      action: 'next_contact',
      next_contact_at: '2026-11-21T02:00:00.000Z',
    });
  });

  test('the board asks the same and reads on by column', async ({ page }) => {
    const { last } = await mockLists(page);
    await page.goto('/leads?level=H&view=board');
    const column = page.getByRole('region', { name: '新线索' });
    await expect(column.getByText('王伟0')).toBeVisible();
    expect(last('leads/leads/board')?.getAll('level')).toEqual(['H']);
    const cards = column.getByRole('list');
    await cards.evaluate((node) => node.scrollTo(0, node.scrollHeight));
    await expect.poll(() => last('leads/leads')?.get('cursor')).toBe('second');
    expect(last('leads/leads')?.getAll('level')).toEqual(['H']);
    expect(last('leads/leads')?.getAll('stage')).toEqual(['new']);
    await cards.evaluate((node) => node.scrollTo(0, node.scrollHeight));
    await expect(column.getByText('王伟54')).toBeVisible();
    expect(await column.locator('article').count()).toBeLessThan(30);
    await expectNoViolations(page);
  });

  test('customers by what is known of them, in English and dark', async ({ page }) => {
    await page.addInitScript(() => {
      localStorage.setItem('chemai.language', 'en');
      localStorage.setItem('chemai.theme', 'dark');
    });
    const { last } = await mockLists(page);
    await page.goto('/customers?lifecycle=owner,loyal&car=true&quality=..60&sort=quality');
    await expect.poll(() => last('leads/customers')?.getAll('lifecycle')).toEqual(['owner', 'loyal']);
    expect(last('leads/customers')?.get('has_vehicle')).toBe('true');
    expect(last('leads/customers')?.get('quality_to')).toBe('60');
    expect(last('leads/customers')?.get('order')).toBe('quality');
    await expect(page.getByRole('button', { name: 'Car on file: Yes' })).toBeVisible();
    await page.getByRole('button', { name: /^Filters 3/ }).click();
    await expectNoViolations(page);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Remove File completeness' }).click();
    await expect(page).not.toHaveURL(/quality=/);
    await expectNoViolations(page);
  });

  for (const [what, typed] of [
    ['last four', '0007'],
    ['plate tail', 'A88X'],
    ['VIN tail', '9K2L'],
    ['name', '欧阳'],
    ['initials', 'oyn'],
  ] as const) {
    test(`T5: ${what}, at most six keys to the customer`, async ({ page }) => {
      await mockLists(page);
      await page.goto('/leads');
      await expect(page.getByRole('grid', { name: '线索' })).toBeVisible();
      const spent = await countEffort(page);
      await page.keyboard.press('Control+k');
      await expect(page.getByRole('combobox')).toBeFocused();
      await page.keyboard.type(typed);
      await page.keyboard.press('Enter');
      await expect(page).toHaveURL(/\/customers\//);
      const { keys, taps } = await spent();
      expect(keys + taps).toBeLessThanOrEqual(6);
    });
  }
});

test.describe('on the phone', { tag: '@phone' }, () => {
  test('filters in a sheet, the list behind it at once', async ({ page }) => {
    const { last } = await mockLists(page);
    await page.goto('/leads');
    await page.getByRole('button', { name: '筛选', exact: true }).click();
    const sheet = page.getByRole('dialog', { name: '筛选' });
    await sheet.getByRole('checkbox', { name: /^H/ }).check({ force: true });
    await expect.poll(() => last('leads/leads')?.getAll('level')).toEqual(['H']);
    await expectNoViolations(page);
    await sheet.getByRole('button', { name: '查看结果' }).click();
    await expect(page.getByRole('button', { name: /级别：H/ })).toBeVisible();
    await expectNoViolations(page);
    for (const target of await page.getByRole('search').getByRole('button').all()) {
      expect((await target.boundingBox())?.height ?? 0).toBeGreaterThanOrEqual(40);
    }
  });
});
