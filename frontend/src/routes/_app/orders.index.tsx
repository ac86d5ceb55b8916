import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { OrdersPage } from '@/features/deals/pages/OrdersPage';
import { loadTexts } from '@/lib/i18n';

const search = z.object({
  view: z.catch(z.optional(z.literal('board')), undefined),
  status: z.catch(z.optional(z.string()), undefined),
  mine: z.catch(z.optional(z.boolean()), undefined),
});

export const Route = createFileRoute('/_app/orders/')({
  validateSearch: (input) => z.parse(search, input),
  loader: () => Promise.all([loadTexts('deals'), loadTexts('deal')]),
  component: OrdersRoute,
});

function OrdersRoute() {
  const current = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <OrdersPage
      search={current}
      onSearch={(change) => void navigate({ search: { ...current, ...change }, replace: true })}
      onGo={(href) => void navigate({ href } as Parameters<typeof navigate>[0])}
    />
  );
}
