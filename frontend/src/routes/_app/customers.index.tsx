import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { CustomersPage } from '@/features/customers/pages/CustomersPage';
import { loadTexts } from '@/lib/i18n';

const search = z.object({
  lifecycle: z.catch(z.optional(z.string()), undefined),
  mine: z.catch(z.optional(z.boolean()), undefined),
});

export const Route = createFileRoute('/_app/customers/')({
  validateSearch: (input) => z.parse(search, input),
  loader: () => Promise.all([loadTexts('customers'), loadTexts('sales')]),
  component: CustomersRoute,
});

function CustomersRoute() {
  const navigate = Route.useNavigate();
  return (
    <CustomersPage search={Route.useSearch()} onSearch={(next) => void navigate({ search: next, replace: true })} />
  );
}
