import { createFileRoute } from '@tanstack/react-router';
import { MailboxesPage } from '@/features/lead-doors/pages/MailboxesPage';
import { loadTexts } from '@/lib/i18n';

export const Route = createFileRoute('/_app/settings/mailboxes')({
  loader: () => Promise.all([loadTexts('lead-doors'), loadTexts('sales')]),
  component: MailboxesPage,
});
