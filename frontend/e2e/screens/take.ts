import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expect, test } from '../story/house';
import { SCREENS } from './list';
import { withPalette } from './palette';

const FOLDER = fileURLToPath(new URL('../../../docs/screens/', import.meta.url));
const MOST = 150_000;

/** Everything has arrived and nothing moves. */
async function still(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(800);
}

for (const { name, who, path, phone = false, act } of SCREENS) {
  test(name, async ({ house }) => {
    const page = await house.page(who, { phone });
    await page.goto(path);
    await still(page);
    await act?.(page);
    await still(page);
    await page.mouse.move(0, 0);
    const picture = withPalette(await page.screenshot());
    expect(picture.length, `${name} is too large for the docs`).toBeLessThanOrEqual(MOST);
    writeFileSync(`${FOLDER}${name}.png`, picture);
  });
}
