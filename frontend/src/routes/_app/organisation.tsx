import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { OrganisationPage } from '@/features/admin/pages/OrganisationPage';
import { loadTexts } from '@/lib/i18n';

const text = () => z.catch(z.optional(z.string()), undefined);
const search = z.object({
  tab: z.catch(z.optional(z.enum(['roster', 'stores'])), undefined),
  store: text(),
  monday: text(),
  role: text(),
});

export const Route = createFileRoute('/_app/organisation')({
  validateSearch: (input) => z.parse(search, input),
  loader: () => loadTexts('admin'),
  component: OrganisationRoute,
});

function OrganisationRoute() {
  const navigate = Route.useNavigate();
  return <OrganisationPage search={Route.useSearch()} onSearch={(next) => void navigate({ search: next })} />;
}
