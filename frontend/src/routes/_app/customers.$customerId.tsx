import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { CustomerPage } from '@/features/customers/pages/CustomerPage';
import { loadTexts } from '@/lib/i18n';

const search = z.object({ service: z.catch(z.optional(z.string()), undefined) });

export const Route = createFileRoute('/_app/customers/$customerId')({
  validateSearch: (input) => z.parse(search, input),
  loader: () => Promise.all([loadTexts('customers'), loadTexts('sales'), loadTexts('interest')]),
  component: CustomerRoute,
});

function CustomerRoute() {
  const navigate = Route.useNavigate();
  const { customerId } = Route.useParams();
  return (
    <CustomerPage
      key={customerId}
      customerId={customerId}
      service={Route.useSearch().service}
      onService={(service) => void navigate({ search: { service }, replace: true })}
    />
  );
}
