import { createFileRoute } from '@tanstack/react-router';
import { OrderPage } from '@/features/deals/pages/OrderPage';
import { loadTexts } from '@/lib/i18n';

export const Route = createFileRoute('/_app/orders/$orderId/')({
  loader: () => Promise.all([loadTexts('deals'), loadTexts('deal')]),
  component: OrderRoute,
});

function OrderRoute() {
  const { orderId } = Route.useParams();
  const navigate = Route.useNavigate();
  return (
    <OrderPage key={orderId} id={orderId} onGo={(href) => void navigate({ href } as Parameters<typeof navigate>[0])} />
  );
}
