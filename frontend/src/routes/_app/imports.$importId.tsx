import { createFileRoute } from '@tanstack/react-router';
import { ImportPage } from '@/features/imports/pages/ImportPage';
import { loadTexts } from '@/lib/i18n';

export const Route = createFileRoute('/_app/imports/$importId')({
  loader: () => Promise.all([loadTexts('imports'), loadTexts('sales')]),
  component: ImportRoute,
});

function ImportRoute() {
  const navigate = Route.useNavigate();
  const { importId } = Route.useParams();
  return <ImportPage key={importId} importId={importId} onBack={() => void navigate({ to: '/imports' })} />;
}
