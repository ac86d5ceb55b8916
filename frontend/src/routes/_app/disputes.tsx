import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { DisputesPage } from '@/features/ownership/pages/DisputesPage';
import { loadTexts } from '@/lib/i18n';

const flag = () => z.catch(z.optional(z.boolean()), undefined);
const search = z.object({
  all: flag(),
  open: z.catch(z.optional(z.string()), undefined),
  new: flag(),
});

export const Route = createFileRoute('/_app/disputes')({
  validateSearch: (input) => z.parse(search, input),
  loader: () => Promise.all([loadTexts('ownership'), loadTexts('sales')]),
  component: DisputesRoute,
});

function DisputesRoute() {
  const current = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <DisputesPage
      search={current}
      onSearch={(change) => void navigate({ search: { ...current, ...change }, replace: !('open' in change) })}
    />
  );
}
