import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { IntakesPage } from '@/features/intake/pages/IntakesPage';
import { loadTexts } from '@/lib/i18n';

const search = z.object({
  tab: z.catch(z.optional(z.enum(['closed', 'vendors'])), undefined),
  open: z.catch(z.optional(z.string()), undefined),
});

export const Route = createFileRoute('/_app/intakes')({
  validateSearch: (input) => z.parse(search, input),
  loader: () => loadTexts('intake'),
  component: IntakesRoute,
});

function IntakesRoute() {
  const navigate = Route.useNavigate();
  return <IntakesPage search={Route.useSearch()} onSearch={(next) => void navigate({ search: next })} />;
}
