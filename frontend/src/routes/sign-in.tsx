import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { demoAccountsQuery } from '@/api/session';
import { SignInPage } from '@/features/session/pages/SignInPage';

const search = z.object({ next: z.optional(z.string()) });

export const Route = createFileRoute('/sign-in')({
  validateSearch: (input) => z.parse(search, input),
  loader: ({ context }) => void context.queryClient.prefetchQuery(demoAccountsQuery),
  component: SignInRoute,
});

function SignInRoute() {
  const { next } = Route.useSearch();
  const navigate = Route.useNavigate();
  // Only own paths: `//host` would leave the site.
  const target = next?.startsWith('/') && !next.startsWith('//') ? next : '/';
  return <SignInPage onDone={() => void navigate({ href: target, replace: true } as Parameters<typeof navigate>[0])} />;
}
