import { createFileRoute } from '@tanstack/react-router';
import { BeaconsPage } from '@/features/warmth/pages/BeaconsPage';
import { loadTexts } from '@/lib/i18n';

export const Route = createFileRoute('/_app/settings/beacons')({
  loader: () => loadTexts('warmth'),
  component: BeaconsPage,
});
