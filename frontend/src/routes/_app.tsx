import { createFileRoute, redirect } from '@tanstack/react-router';
import { ApiProblem } from '@/api/problem';
import { meQuery } from '@/api/session';
import { Shell } from '@/app/shell/Shell';

/** Everything behind sign-in. */
export const Route = createFileRoute('/_app')({
  beforeLoad: async ({ context, location }) => {
    try {
      await context.queryClient.ensureQueryData(meQuery);
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.status !== 401) throw error;
      throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { next: location.href } });
    }
  },
  component: Shell,
});
