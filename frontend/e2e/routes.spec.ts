import type { Page } from '@playwright/test';
import { expectNoViolations } from './accessible';
import { expect, test } from './fixtures';
import { pathOf, playBack } from './recorded/answers';
import { ROUTES, type RouteName } from './recorded/routes';

const NAMES = Object.keys(ROUTES) as RouteName[];
const LOOKS = [
  ['light', 'zh-CN'],
  ['dark', 'en'],
  ['light', 'en'],
  ['dark', 'zh-CN'],
] as const;

async function look(page: Page, theme: string, language: string): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.addInitScript(
    ([chosenTheme, chosenLanguage]) => {
      localStorage.setItem('chemai.theme', chosenTheme ?? 'light');
      localStorage.setItem('chemai.language', chosenLanguage ?? 'zh-CN');
    },
    [theme, language],
  );
}

/** The route stands with its answers: a heading, nothing waiting, no text missing, nothing wider than the screen. */
async function visit(page: Page, name: RouteName): Promise<void> {
  await page.goto(pathOf(name));
  await stands(page, name);
}

async function stands(page: Page, name: RouteName): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
  await expect(page.getByRole('status').getByText(/^(正在加载…|Loading…)$/)).toHaveCount(0);
  expect(await page.getByText(/\{\{|undefined|NaN|Invalid Date/).count(), `placeholders on ${name}`).toBe(0);
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wider, `${name} is wider than the screen`).toBeLessThanOrEqual(0);
}

NAMES.forEach((name, index) => {
  // Pairwise: theme, language and screen each meet one another over the routes.
  const [theme, language] = LOOKS[(index % 3) + 1] ?? LOOKS[1];

  test(`${name}: light zh-CN, then ${theme} ${language}`, { tag: '@desk' }, async ({ page }) => {
    await look(page, 'light', 'zh-CN');
    const unknown = await playBack(page);
    await visit(page, name);
    await expectNoViolations(page);
    expect(unknown, 'asked but never recorded').toEqual([]);
    await page.locator('body').click({ position: { x: 2, y: 2 } });
    if (theme === 'dark') await page.keyboard.press('Shift+D');
    if (language === 'en') await page.keyboard.press('Shift+L');
    await expect(page.locator('html')).toHaveAttribute('lang', new RegExp(`^${language.slice(0, 2)}`));
    await stands(page, name);
    await expectNoViolations(page);
  });

  if (index % 2 === 0) return;
  test(`${name}: ${theme} ${language}`, { tag: '@phone' }, async ({ page }) => {
    await look(page, theme, language);
    await playBack(page);
    await visit(page, name);
    await expectNoViolations(page);
  });
});
