import { createFileRoute } from '@tanstack/react-router';
import { PasswordPage } from '@/features/admin/pages/PasswordPage';
import { loadTexts } from '@/lib/i18n';

export const Route = createFileRoute('/_app/me/password')({
  loader: () => loadTexts('admin'),
  component: PasswordRoute,
});

function PasswordRoute() {
  const navigate = Route.useNavigate();
  return <PasswordPage onDone={() => void navigate({ to: '/me/sessions' })} />;
}
