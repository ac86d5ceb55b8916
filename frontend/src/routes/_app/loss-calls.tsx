import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { LossCallsPage } from '@/features/losses/pages/LossCallsPage';
import { loadTexts } from '@/lib/i18n';

const search = z.object({ view: z.catch(z.optional(z.enum(['mine', 'open', 'done'])), undefined) });

export const Route = createFileRoute('/_app/loss-calls')({
  validateSearch: (input) => z.parse(search, input),
  loader: () => Promise.all([loadTexts('losses'), loadTexts('sales')]),
  component: LossCallsRoute,
});

function LossCallsRoute() {
  const { view } = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <LossCallsPage
      view={view ?? 'open'}
      onView={(next) => void navigate({ search: { view: next === 'open' ? undefined : next }, replace: true })}
    />
  );
}
