import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { defineConfig } from '@playwright/test';

// The system's Chromium when there is one, else the browser that Playwright installed.
const onPath = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'chromium'));
const chromium = process.env.CHROMIUM ?? onPath.find((file) => existsSync(file));

const STORY = /story\.spec\.ts$/;
/** A test that belongs on one kind of screen only carries its tag; each project leaves the other's out. */
const DESK_ONLY = /@desk/;
const PHONE_ONLY = /@phone/;

export default defineConfig({
  testDir: './e2e',
  workers: 1,
  timeout: 30_000,
  reporter: [['list']],
  use: {
    baseURL: process.env.BASE_URL ?? 'http://localhost:4174',
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    launchOptions: {
      executablePath: chromium,
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
    },
  },
  projects: [
    { name: 'desk', testIgnore: STORY, grepInvert: PHONE_ONLY, use: { viewport: { width: 1440, height: 900 } } },
    {
      name: 'phone',
      testIgnore: STORY,
      grepInvert: DESK_ONLY,
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    },
    // Against a running demo, told by CHEMAI_CARD; the people in it open browsers of their own.
    { name: 'screens', testMatch: /screens\/take\.ts$/, timeout: 60_000 },
    { name: 'record', testMatch: /recorded\/record\.ts$/ },
    { name: 'story', testMatch: STORY, timeout: 120_000, expect: { timeout: 20_000 }, use: { actionTimeout: 20_000 } },
  ],
  webServer:
    process.env.BASE_URL || process.env.CHEMAI_CARD
      ? undefined
      : {
          command: 'npm run -s preview:kit',
          url: 'http://localhost:4174',
          reuseExistingServer: true,
          timeout: 120_000,
        },
});
