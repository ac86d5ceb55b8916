import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { OwnedVehiclesPage } from '@/features/aftersales/pages/OwnedVehiclesPage';
import { loadTexts } from '@/lib/i18n';

const search = z.object({
  acceptance: z.catch(z.optional(z.enum(['waiting', 'overdue', 'accepted'])), undefined),
  mine: z.catch(z.optional(z.boolean()), undefined),
});

export const Route = createFileRoute('/_app/owned-vehicles/')({
  validateSearch: (input) => z.parse(search, input),
  loader: () => loadTexts('aftersales'),
  component: OwnedVehiclesRoute,
});

function OwnedVehiclesRoute() {
  const navigate = Route.useNavigate();
  return (
    <OwnedVehiclesPage search={Route.useSearch()} onSearch={(next) => void navigate({ search: next, replace: true })} />
  );
}
