import { createFileRoute, notFound } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';

// Left out of production: the condition is constant there and the import disappears with it.
const KitPage = import.meta.env.DEV ? lazy(() => import('@/dev/KitPage')) : null;

export const Route = createFileRoute('/kit')({
  beforeLoad: () => {
    if (!KitPage) throw notFound();
  },
  component: () => <Suspense>{KitPage ? <KitPage /> : null}</Suspense>,
});
