import type { Page } from '@playwright/test';

/** Everything a browser keeps: addresses, storages, caches, databases. */
export const kept = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const parts = [
      location.href,
      JSON.stringify(history.state),
      JSON.stringify({ ...localStorage, ...sessionStorage }),
    ];
    for (const { name } of await indexedDB.databases()) {
      const open = indexedDB.open(name ?? '');
      const base = await new Promise<IDBDatabase>((resolve, reject) => {
        open.onsuccess = () => resolve(open.result);
        open.onerror = () => reject(open.error);
      });
      for (const store of base.objectStoreNames) {
        const all = base.transaction(store).objectStore(store).getAll();
        await new Promise((resolve) => {
          all.onsuccess = resolve;
        });
        parts.push(JSON.stringify(all.result));
      }
      base.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        parts.push(request.url, (await (await cache.match(request))?.text()) ?? '');
      }
    }
    return parts.join('\n');
  });
