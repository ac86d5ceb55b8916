import { createFileRoute } from '@tanstack/react-router';
import { AftersalesSettingsPage } from '@/features/aftersales/pages/AftersalesSettingsPage';
import { loadTexts } from '@/lib/i18n';

export const Route = createFileRoute('/_app/settings/aftersales')({
  loader: () => loadTexts('aftersales'),
  component: AftersalesSettingsPage,
});
