import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { GROUPINGS, SPANS } from '@/features/losses/model';
import { LossAnalysisPage } from '@/features/losses/pages/LossAnalysisPage';
import { loadTexts } from '@/lib/i18n';

const search = z.object({
  by: z.catch(z.optional(z.enum(GROUPINGS)), undefined),
  days: z.catch(z.optional(z.enum(SPANS)), undefined),
  verified: z.catch(z.optional(z.boolean()), undefined),
  key: z.catch(z.optional(z.coerce.string()), undefined),
});

export const Route = createFileRoute('/_app/losses')({
  validateSearch: (input) => z.parse(search, input),
  loader: () => Promise.all([loadTexts('losses'), loadTexts('sales')]),
  component: LossesRoute,
});

function LossesRoute() {
  const current = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <LossAnalysisPage
      search={current}
      onSearch={(change) => void navigate({ search: { ...current, ...change }, replace: true })}
    />
  );
}
