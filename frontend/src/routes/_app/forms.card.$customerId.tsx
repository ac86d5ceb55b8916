import { createFileRoute } from '@tanstack/react-router';
import { CardPage } from '@/features/forms/pages/CardPage';
import { loadTexts } from '@/lib/i18n';

export const Route = createFileRoute('/_app/forms/card/$customerId')({
  loader: () => Promise.all([loadTexts('forms'), loadTexts('sales')]),
  component: CardRoute,
});

function CardRoute() {
  return <CardPage customerId={Route.useParams().customerId} />;
}
