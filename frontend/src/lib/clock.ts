import { useSyncExternalStore } from 'react';
import { localDate } from './time';

/**
 * Business time: what the server says plus what has passed since. The browser's own date is never read, so a wrong
 * device clock or a demo that was moved on by months shows the same countdowns as the server computes.
 */
let anchorBusiness: number | null = null;
let anchorTick = 0;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

const REWIND_TOLERANCE_MS = 60_000;

/** Feeds a server instant (header `X-Business-Time`, live stream, `/me`). Late answers do not move the clock back. */
export function syncBusinessTime(iso: string | null | undefined): void {
  const server = iso ? Date.parse(iso) : Number.NaN;
  if (Number.isNaN(server)) return;
  const current = businessNow();
  const behind = current === null ? 0 : current - server;
  if (behind > 0 && behind < REWIND_TOLERANCE_MS) return;
  anchorBusiness = server;
  anchorTick = performance.now();
  if (current === null || Math.abs(behind) > 1000) notify();
}

/** Business time in epoch milliseconds, or null before the server said anything. */
export function businessNow(): number | null {
  return anchorBusiness === null ? null : anchorBusiness + (performance.now() - anchorTick);
}

/** Tests and the kit page only. */
export function resetBusinessTime(iso?: string): void {
  anchorBusiness = null;
  if (iso) syncBusinessTime(iso);
  notify();
}

function notify(): void {
  for (const listener of [...listeners]) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(notify, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && timer !== undefined) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/**
 * Business time rounded down to `stepMs`, re-rendering only when the rounded value changes. One timer serves all users.
 * @returns epoch milliseconds, or null before the first answer of the server
 */
export function useBusinessNow(stepMs = 60_000): number | null {
  const snapshot = () => {
    const now = businessNow();
    return now === null ? null : Math.floor(now / stepMs) * stepMs;
  };
  return useSyncExternalStore(subscribe, snapshot, snapshot);
}

/** The calendar day of business time in the store, `YYYY-MM-DD`; renders again at midnight only. */
export function useStoreDay(): string {
  const snapshot = () => localDate(businessNow() ?? 0);
  return useSyncExternalStore(subscribe, snapshot, snapshot);
}
