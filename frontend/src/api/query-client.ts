import { MutationCache, QueryClient } from '@tanstack/react-query';
import { i18n } from '@/lib/i18n';
import { toast } from '@/lib/toast';
import { ApiProblem, asProblem } from './problem';

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: Error;
    /** `quiet`: the caller shows the failure itself (forms, sign-in) */
    mutationMeta: { quiet?: boolean };
  }
}

/** What to tell a person about a failed call: the server's own sentence, else a plain one by kind. */
export function problemText(error: unknown): string {
  const problem = asProblem(error);
  if (problem.isNetwork) return i18n.t('ui:problem.network');
  if (problem.detail) return problem.detail;
  if (problem.status === 403) return i18n.t('ui:problem.forbidden');
  if (problem.status === 404) return i18n.t('ui:problem.notFound');
  if (problem.isStale) return i18n.t('ui:problem.stale');
  return i18n.t('ui:problem.server');
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    mutationCache: new MutationCache({
      onError: (error, _variables, _result, mutation) => {
        if (!mutation.meta?.quiet) toast(problemText(error), { tone: 'danger' });
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (count, error) =>
          count < 2 && (!(error instanceof ApiProblem) || error.isNetwork || error.status >= 502),
      },
      mutations: { retry: false },
    },
  });
}
