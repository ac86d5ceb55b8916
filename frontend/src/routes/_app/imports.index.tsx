import { createFileRoute } from '@tanstack/react-router';
import { ImportsPage } from '@/features/imports/pages/ImportsPage';
import { loadTexts } from '@/lib/i18n';

export const Route = createFileRoute('/_app/imports/')({
  loader: () => Promise.all([loadTexts('imports'), loadTexts('sales')]),
  component: ImportsRoute,
});

function ImportsRoute() {
  const navigate = Route.useNavigate();
  return <ImportsPage onOpen={(importId) => void navigate({ to: '/imports/$importId', params: { importId } })} />;
}
