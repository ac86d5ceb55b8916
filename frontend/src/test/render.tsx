import { QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router';
import { type RenderResult, render } from '@testing-library/react';
import { type ReactNode, Suspense } from 'react';
import { I18nextProvider } from 'react-i18next';
import { createQueryClient } from '@/api/query-client';
import { type Me, meQuery } from '@/api/session';
import { i18n } from '@/lib/i18n';
import { Toaster } from '@/ui/Toaster';
import { ME } from './server';

/** Renders with every provider of the app and someone signed in; `me` gives them another post. */
export function renderApp(ui: ReactNode, me: Partial<Me> = {}): RenderResult & { path: () => string } {
  const client = createQueryClient();
  client.setDefaultOptions({ queries: { retry: false } });
  client.setQueryData(meQuery.queryKey, { ...ME, ...me });
  const root = createRootRoute({ component: Outlet });
  const here = createRoute({ getParentRoute: () => root, path: '/', component: () => ui });
  const rest = createRoute({ getParentRoute: () => root, path: '$', component: () => <p>elsewhere</p> });
  const router = createRouter({
    routeTree: root.addChildren([here, rest]),
    history: createMemoryHistory({ initialEntries: ['/'] }),
    defaultPendingMinMs: 0,
  });
  const result = render(
    <I18nextProvider i18n={i18n}>
      <QueryClientProvider client={client}>
        <Suspense>
          <RouterProvider router={router as never} />
        </Suspense>
        <Toaster />
      </QueryClientProvider>
    </I18nextProvider>,
  );
  return { ...result, path: () => router.state.location.pathname };
}
