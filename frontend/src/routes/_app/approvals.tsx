import { createFileRoute } from '@tanstack/react-router';
import { ApprovalsPage } from '@/features/deals/pages/ApprovalsPage';
import { loadTexts } from '@/lib/i18n';

export const Route = createFileRoute('/_app/approvals')({
  loader: () => Promise.all([loadTexts('deals'), loadTexts('deal')]),
  component: ApprovalsPage,
});
