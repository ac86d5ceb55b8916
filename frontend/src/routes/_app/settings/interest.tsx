import { createFileRoute } from '@tanstack/react-router';
import { RulesPage } from '@/features/warmth/pages/RulesPage';
import { loadTexts } from '@/lib/i18n';

export const Route = createFileRoute('/_app/settings/interest')({
  loader: () => Promise.all([loadTexts('warmth'), loadTexts('interest')]),
  component: RulesPage,
});
