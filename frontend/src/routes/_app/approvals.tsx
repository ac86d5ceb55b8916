import { createFileRoute } from '@tanstack/react-router';
import { ApprovalsPage } from '@/features/deals/pages/ApprovalsPage';
import { LossApprovals } from '@/features/losses/components/LossApprovals';
import { loadTexts } from '@/lib/i18n';

export const Route = createFileRoute('/_app/approvals')({
  loader: () => Promise.all([loadTexts('deals'), loadTexts('deal'), loadTexts('losses'), loadTexts('sales')]),
  component: ApprovalsRoute,
});

function ApprovalsRoute() {
  return (
    <ApprovalsPage>
      <LossApprovals />
    </ApprovalsPage>
  );
}
