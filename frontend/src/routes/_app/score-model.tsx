import { createFileRoute } from '@tanstack/react-router';
import { ScoreModelPage } from '@/features/warmth/pages/ScoreModelPage';
import { loadTexts } from '@/lib/i18n';

export const Route = createFileRoute('/_app/score-model')({
  loader: () => Promise.all([loadTexts('warmth'), loadTexts('interest')]),
  component: ScoreModelPage,
});
