import { createFileRoute } from '@tanstack/react-router';
import { QuotePage } from '@/features/deals/pages/QuotePage';
import { loadTexts } from '@/lib/i18n';

export const Route = createFileRoute('/_app/quotes/$quoteId')({
  loader: () => Promise.all([loadTexts('deals'), loadTexts('deal')]),
  component: QuoteRoute,
});

function QuoteRoute() {
  const { quoteId } = Route.useParams();
  const navigate = Route.useNavigate();
  return (
    <QuotePage key={quoteId} id={quoteId} onGo={(href) => void navigate({ href } as Parameters<typeof navigate>[0])} />
  );
}
