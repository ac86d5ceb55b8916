import { expect, type Locator, type Page } from '@playwright/test';

export const dialog = (page: Page, name: string | RegExp): Locator => page.getByRole('dialog', { name });
export const press = (at: Page | Locator, name: string | RegExp): Promise<void> =>
  at.getByRole('button', { name, exact: typeof name === 'string' }).click();
/** One of a row of chips. */
export const choose = (at: Page | Locator, group: string, chip: string | RegExp): Promise<void> =>
  at.getByRole('group', { name: group }).locator('label').filter({ hasText: chip }).click();

/** A signature by mouse: three strokes over the pad. */
export async function sign(sheet: Locator): Promise<void> {
  const pad = sheet.getByRole('img', { name: '签名区' });
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (!box) throw new Error('the pad is not laid out');
  const { mouse } = sheet.page();
  for (const [from, to] of [
    [0.2, 0.35],
    [0.4, 0.55],
    [0.6, 0.8],
  ] as const) {
    await mouse.move(box.x + box.width * from, box.y + box.height * 0.7);
    await mouse.down();
    await mouse.move(box.x + box.width * ((from + to) / 2), box.y + box.height * 0.3, { steps: 3 });
    await mouse.move(box.x + box.width * to, box.y + box.height * 0.6, { steps: 3 });
    await mouse.up();
  }
}

/** Found by the palette as staff find anybody: by the last four of the mobile, or by pinyin initials. */
export async function find(page: Page, text: string, name: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox')).toBeFocused();
  await page.keyboard.type(text);
  await expect(
    page.getByRole('option', { name: new RegExp(name) }).and(page.locator('[aria-selected=true]')),
  ).toBeVisible();
  await page.keyboard.press('Enter');
}
