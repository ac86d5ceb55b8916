import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { PartnersPage } from '@/features/admin/pages/PartnersPage';
import { loadTexts } from '@/lib/i18n';

const text = () => z.catch(z.optional(z.string()), undefined);
const search = z.object({
  tab: z.catch(z.optional(z.enum(['endpoints', 'deliveries', 'inbound'])), undefined),
  state: text(),
  open: text(),
});

export const Route = createFileRoute('/_app/partners')({
  validateSearch: (input) => z.parse(search, input),
  loader: () => loadTexts('admin'),
  component: PartnersRoute,
});

function PartnersRoute() {
  const navigate = Route.useNavigate();
  return <PartnersPage search={Route.useSearch()} onSearch={(next) => void navigate({ search: next })} />;
}
