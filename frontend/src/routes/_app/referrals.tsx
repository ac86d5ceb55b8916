import { createFileRoute } from '@tanstack/react-router';
import { ReferralsPage } from '@/features/loyalty/pages/ReferralsPage';
import { loadTexts } from '@/lib/i18n';

export const Route = createFileRoute('/_app/referrals')({
  loader: () => loadTexts('loyalty'),
  component: ReferralsPage,
});
