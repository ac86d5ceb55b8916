import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { QuoteBuilderPage } from '@/features/deals/pages/QuoteBuilderPage';
import { loadTexts } from '@/lib/i18n';

const text = () => z.catch(z.optional(z.string()), undefined);
const search = z.object({ customer: text(), lead: text(), from: text() });

export const Route = createFileRoute('/_app/deals/new')({
  validateSearch: (input) => z.parse(search, input),
  loader: () => Promise.all([loadTexts('deals'), loadTexts('deal')]),
  component: NewQuoteRoute,
});

function NewQuoteRoute() {
  const navigate = Route.useNavigate();
  return (
    <QuoteBuilderPage
      search={Route.useSearch()}
      onCustomer={(customer) => void navigate({ search: { customer: customer ?? undefined } })}
      onSaved={(quoteId) => void navigate({ to: '/quotes/$quoteId', params: { quoteId } })}
    />
  );
}
