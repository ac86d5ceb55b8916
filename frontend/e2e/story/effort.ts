import type { Page } from '@playwright/test';

export interface Effort {
  taps: number;
  keys: number;
}

type Counting = Window & { __effort?: Effort };

/** Counts what a person really does on the page from here on: presses of mouse or finger, and keys (a chord is one). */
export async function countEffort(page: Page): Promise<() => Promise<Effort>> {
  await page.evaluate(() => {
    const counting = window as Counting;
    if (!counting.__effort) {
      document.addEventListener(
        'pointerdown',
        (event) => event.isTrusted && counting.__effort && counting.__effort.taps++,
        true,
      );
      document.addEventListener(
        'keydown',
        (event) => {
          const modifier = ['Control', 'Shift', 'Alt', 'Meta'].includes(event.key);
          if (event.isTrusted && !modifier && counting.__effort) counting.__effort.keys++;
        },
        true,
      );
    }
    counting.__effort = { taps: 0, keys: 0 };
  });
  return () => page.evaluate(() => (window as Counting).__effort ?? { taps: Number.NaN, keys: Number.NaN });
}
