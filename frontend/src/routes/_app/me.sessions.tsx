import { createFileRoute } from '@tanstack/react-router';
import { SessionsPage } from '@/features/admin/pages/SessionsPage';
import { loadTexts } from '@/lib/i18n';

export const Route = createFileRoute('/_app/me/sessions')({
  loader: () => loadTexts('admin'),
  component: SessionsPage,
});
