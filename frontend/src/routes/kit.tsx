import { createFileRoute, notFound } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';

// Left out of production: the condition is constant there and the import disappears with it. Mode `kit` is for e2e.
const shown = import.meta.env.DEV || import.meta.env.MODE === 'kit';
const KitPage = shown ? lazy(() => import('@/dev/KitPage')) : null;

export const Route = createFileRoute('/kit')({
  beforeLoad: () => {
    if (!KitPage) throw notFound();
  },
  component: () => <Suspense>{KitPage ? <KitPage /> : null}</Suspense>,
});
