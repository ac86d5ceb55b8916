import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Colours are read when nothing moves any more. */
async function settle(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every((item) => item.playState !== 'running' || item.effect?.getTiming().iterations === Infinity),
  );
}

/** What axe finds on the page as it stands: nothing. */
export async function expectNoViolations(page: Page): Promise<void> {
  await settle(page);
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  expect(
    violations.map(
      (item) => `${item.id}: ${item.nodes.map((node) => `${node.target} ${node.failureSummary}`).join(' | ')}`,
    ),
    `axe on ${page.url()}`,
  ).toEqual([]);
}
