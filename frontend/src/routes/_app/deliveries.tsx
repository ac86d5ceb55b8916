import { createFileRoute, redirect } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { DeliveriesPage } from '@/features/deals/pages/DeliveriesPage';
import { loadTexts } from '@/lib/i18n';

const text = () => z.catch(z.optional(z.string()), undefined);
const search = z.object({ status: text(), open: text() });

/** `?open=<order>` is how My day names a delivery. */
export const Route = createFileRoute('/_app/deliveries')({
  validateSearch: (input) => z.parse(search, input),
  beforeLoad: ({ search: { open } }) => {
    if (open) throw redirect({ to: '/orders/$orderId/delivery', params: { orderId: open }, replace: true });
  },
  loader: () => Promise.all([loadTexts('deals'), loadTexts('deal')]),
  component: DeliveriesRoute,
});

function DeliveriesRoute() {
  const navigate = Route.useNavigate();
  return (
    <DeliveriesPage
      status={Route.useSearch().status}
      onStatus={(status) => void navigate({ search: { status }, replace: true })}
      onGo={(href) => void navigate({ href } as Parameters<typeof navigate>[0])}
    />
  );
}
