import { createFileRoute } from '@tanstack/react-router';
import { DeliveryPage } from '@/features/deals/pages/DeliveryPage';
import { loadTexts } from '@/lib/i18n';

export const Route = createFileRoute('/_app/orders/$orderId/delivery')({
  loader: () => Promise.all([loadTexts('deals'), loadTexts('deal')]),
  component: DeliveryRoute,
});

function DeliveryRoute() {
  const { orderId } = Route.useParams();
  const navigate = Route.useNavigate();
  return (
    <DeliveryPage
      key={orderId}
      orderId={orderId}
      onGo={(href) => void navigate({ href } as Parameters<typeof navigate>[0])}
    />
  );
}
