import { createFileRoute } from '@tanstack/react-router';
import { KeyAccountPage } from '@/features/key-accounts/pages/KeyAccountPage';
import { loadTexts } from '@/lib/i18n';

export const Route = createFileRoute('/_app/key-accounts/$accountId')({
  loader: () => loadTexts('key-accounts'),
  component: KeyAccountRoute,
});

function KeyAccountRoute() {
  const { accountId } = Route.useParams();
  return <KeyAccountPage key={accountId} accountId={accountId} />;
}
