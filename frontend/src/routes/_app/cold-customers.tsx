import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { ColdPage } from '@/features/warmth/pages/ColdPage';
import { loadTexts } from '@/lib/i18n';

const search = z.object({ state: z.catch(z.optional(z.enum(['done', 'all'])), undefined) });

export const Route = createFileRoute('/_app/cold-customers')({
  validateSearch: (input) => z.parse(search, input),
  loader: () => Promise.all([loadTexts('warmth'), loadTexts('interest')]),
  component: ColdRoute,
});

function ColdRoute() {
  const navigate = Route.useNavigate();
  const { state } = Route.useSearch();
  return (
    <ColdPage
      state={state ?? 'open'}
      onState={(next) => void navigate({ search: { state: next === 'open' ? undefined : next }, replace: true })}
      onOpen={(row) => void navigate({ to: '/customers/$customerId', params: { customerId: row.customer_id } })}
    />
  );
}
