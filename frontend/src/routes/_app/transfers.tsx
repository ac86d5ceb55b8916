import { createFileRoute } from '@tanstack/react-router';
import { TransfersPage } from '@/features/ownership/pages/TransfersPage';
import { loadTexts } from '@/lib/i18n';

export const Route = createFileRoute('/_app/transfers')({
  loader: () => Promise.all([loadTexts('ownership'), loadTexts('sales')]),
  component: TransfersPage,
});
