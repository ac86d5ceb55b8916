import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { StockPage } from '@/features/stock/pages/StockPage';
import { loadTexts } from '@/lib/i18n';

const text = () => z.catch(z.optional(z.string()), undefined);
const search = z.object({
  tab: z.catch(z.optional(z.literal('models')), undefined),
  kind: text(),
  free: z.catch(z.optional(z.boolean()), undefined),
  gone: z.catch(z.optional(z.boolean()), undefined),
  vin: z.catch(z.optional(z.coerce.string()), undefined),
  series: text(),
});

export const Route = createFileRoute('/_app/stock')({
  validateSearch: (input) => z.parse(search, input),
  loader: () => Promise.all([loadTexts('stock'), loadTexts('deal')]),
  component: StockRoute,
});

function StockRoute() {
  const current = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <StockPage
      search={current}
      onSearch={(change) => void navigate({ search: { ...current, ...change }, replace: true })}
    />
  );
}
