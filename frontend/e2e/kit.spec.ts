import type { Page } from '@playwright/test';
import { expectNoViolations } from './accessible';
import { expect, mockGateway, test } from './fixtures';

async function prepare(page: Page, theme: string, language: string): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.addInitScript(
    ([chosenTheme, chosenLanguage]) => {
      localStorage.setItem('chemai.theme', chosenTheme ?? 'light');
      localStorage.setItem('chemai.language', chosenLanguage ?? 'zh-CN');
    },
    [theme, language],
  );
}

const shot = async (page: Page, name: string) => {
  const folder = process.env.SHOTS;
  if (folder) await page.screenshot({ path: `${folder}/${test.info().project.name}-${name}.png` });
};

const LOOKS = [
  ['light', 'zh-CN', []],
  ['dark', 'en', []],
  // On the phone pairwise: each theme and each language once.
  ['dark', 'zh-CN', ['@desk']],
  ['light', 'en', ['@desk']],
] as const;

for (const [theme, language, tag] of LOOKS) {
  test.describe(`${theme} ${language}`, { tag: [...tag] }, () => {
    test.beforeEach(async ({ page }) => prepare(page, theme, language));

    for (const part of ['basics', 'list', 'board', 'forms']) {
      test(`kit ${part}`, async ({ page }) => {
        await page.goto(`/kit#${part}`);
        await expect(page.getByRole('tab', { selected: true })).toBeVisible();
        if (part === 'forms') await expect(page.locator('.ant-cascader')).toBeVisible();
        if (part === 'list') await expect(page.locator('[role=gridcell], li').first()).toBeVisible();
        await shot(page, `kit-${part}-${theme}-${language}`);
        await expectNoViolations(page);
      });
    }

    test('sign-in', async ({ page }) => {
      await mockGateway(page, { signedIn: false });
      await page.goto('/');
      await expect(page).toHaveURL(/sign-in/);
      await expect(page.getByText('星海二手车中心')).toBeVisible();
      await shot(page, `sign-in-${theme}-${language}`);
      await expectNoViolations(page);
    });

    test('my day and the palette', async ({ page }) => {
      await mockGateway(page);
      await page.goto('/');
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await shot(page, `today-${theme}-${language}`);
      await expectNoViolations(page);
      await page.keyboard.press('Control+k');
      await expect(page.getByRole('combobox')).toBeFocused();
      await shot(page, `palette-${theme}-${language}`);
      await expectNoViolations(page);
    });
  });
}
