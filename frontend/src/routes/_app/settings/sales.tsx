import { createFileRoute } from '@tanstack/react-router';
import { SalesSettingsPage } from '@/features/sales-settings/pages/SalesSettingsPage';
import { loadTexts } from '@/lib/i18n';

export const Route = createFileRoute('/_app/settings/sales')({
  loader: () => Promise.all([loadTexts('sales-settings'), loadTexts('sales')]),
  component: SalesSettingsPage,
});
