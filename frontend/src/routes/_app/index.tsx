import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { TodayPage } from '@/features/today/pages/TodayPage';
import { loadTexts } from '@/lib/i18n';

const REASONS = [
  'response_overdue',
  'response_running',
  'appointment',
  'contact_overdue',
  'signal',
  'contact_due',
  'hot',
] as const;

const search = z.object({
  reason: z.catch(z.optional(z.enum(REASONS)), undefined),
  mine: z.catch(z.optional(z.boolean()), undefined),
});

export const Route = createFileRoute('/_app/')({
  validateSearch: (input) => z.parse(search, input),
  loader: () => Promise.all([loadTexts('today'), loadTexts('sales'), loadTexts('interest')]),
  component: TodayRoute,
});

function TodayRoute() {
  const navigate = Route.useNavigate();
  return <TodayPage search={Route.useSearch()} onSearch={(next) => void navigate({ search: next, replace: true })} />;
}
