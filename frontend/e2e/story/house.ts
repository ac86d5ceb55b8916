import { readFileSync } from 'node:fs';
import {
  type APIRequestContext,
  type Browser,
  type BrowserContext,
  test as base,
  expect,
  type Page,
} from '@playwright/test';

interface Card {
  base_url: string;
  accounts: { name: string; username: string; store: string }[];
  partners: { partner_id: string; name: string; api_key: string }[];
}

export interface Look {
  phone?: boolean;
  theme?: 'light' | 'dark';
}

type Desk = Window & { dialled?: string[] };

/** No telephone stands on this desk: what would ring is written down, and the browser asks nobody which program may dial. */
function noTelephone(): void {
  const { navigation } = window as unknown as { navigation: EventTarget };
  navigation.addEventListener('navigate', (event) => {
    const { url } = (event as Event & { destination: { url: string } }).destination;
    if (!url.startsWith('tel:')) return;
    event.preventDefault();
    const desk = window as Desk;
    desk.dialled = [...(desk.dialled ?? []), url.slice('tel:'.length)];
  });
}

export const dialled = (page: Page): Promise<string[]> => page.evaluate(() => (window as Desk).dialled ?? []);

// The browser itself says so when the app asks who is signed in and it is nobody yet.
const NOBODY_YET = /gateway\/(me|sessions\/refresh): Failed to load resource: .* 401/;

/** Everybody who is at work in the story: each with a browser of their own, signed in by their role card. */
export class House {
  private readonly at = new Map<string, Page>();
  readonly troubles: string[] = [];

  private readonly card: Card;
  private readonly browser: Browser;
  /** How the world outside calls, without any browser. */
  readonly outside: APIRequestContext;

  constructor(card: Card, browser: Browser, outside: APIRequestContext) {
    this.card = card;
    this.browser = browser;
    this.outside = outside;
  }

  /** The page of that person, by name; opened and signed in the first time. */
  async page(name: string, look: Look = {}): Promise<Page> {
    const key = `${name} ${look.phone ? 'phone' : 'desk'}`;
    const known = this.at.get(key);
    if (known) return known;
    const page = await this.stranger(look);
    this.at.set(key, page);
    page.on('close', () => this.at.delete(key));
    await page.goto('/');
    await page.getByRole('button', { name: new RegExp(`${name}`) }).click();
    await expect(page.getByRole('navigation', { name: '主导航' })).toBeVisible();
    await expect(page.getByRole('status', { name: '同事的改动会自动出现' })).toBeVisible();
    return page;
  }

  /** A browser of somebody who has never been here: a customer who opens a link, or staff before they sign in. */
  async stranger({ phone = false, theme = 'light' }: Look = {}): Promise<Page> {
    const context = await this.browser.newContext({
      baseURL: this.card.base_url,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      reducedMotion: 'reduce',
      colorScheme: theme,
      viewport: phone ? { width: 390, height: 844 } : { width: 1440, height: 900 },
      hasTouch: phone,
      isMobile: phone,
    });
    await context.addInitScript((chosen) => {
      if (location.protocol.startsWith('http')) localStorage.setItem('chemai.theme', chosen);
    }, theme);
    await context.addInitScript(noTelephone);
    this.watch(context);
    return context.newPage();
  }

  partnerKey(name: string): string {
    const partner = this.card.partners.find((item) => item.name === name);
    if (!partner) throw new Error(`no partner ${name}`);
    return partner.api_key;
  }

  pages(): [string, Page][] {
    return [...this.at];
  }

  private watch(context: BrowserContext): void {
    context.on('weberror', (error) => this.troubles.push(`${error.page()?.url()}: ${error.error().message}`));
    context.on('console', (message) => {
      const line = `${message.location().url}: ${message.text()}`;
      if (message.type() === 'error' && !NOBODY_YET.test(line)) this.troubles.push(line);
    });
  }
}

function cardOf(file: string | undefined): Card {
  if (!file) throw new Error('The story needs a running demo: CHEMAI_CARD names the card that it wrote (demo.json).');
  return JSON.parse(readFileSync(file, 'utf8')) as Card;
}

export const test = base.extend<{ orderly: undefined }, { house: House }>({
  house: [
    async ({ browser, playwright }, use) => {
      const card = cardOf(process.env.CHEMAI_CARD);
      const outside = await playwright.request.newContext({ baseURL: card.base_url });
      await use(new House(card, browser, outside));
      await outside.dispose();
    },
    { scope: 'worker' },
  ],
  // Errors in anybody's console fail the step in which they came; a failed step leaves everybody's screen behind.
  orderly: [
    async ({ house }, use, info) => {
      await use(undefined);
      if (info.status !== info.expectedStatus)
        for (const [name, page] of house.pages()) {
          await page.screenshot({ path: info.outputPath(`${name}.png`) });
        }
      expect(house.troubles.splice(0)).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect } from '@playwright/test';
