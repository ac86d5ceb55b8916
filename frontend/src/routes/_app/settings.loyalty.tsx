import { createFileRoute } from '@tanstack/react-router';
import { LoyaltySettingsPage } from '@/features/loyalty/pages/LoyaltySettingsPage';
import { loadTexts } from '@/lib/i18n';

export const Route = createFileRoute('/_app/settings/loyalty')({
  loader: () => loadTexts('loyalty'),
  component: LoyaltySettingsPage,
});
