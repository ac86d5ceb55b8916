import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { DIMENSIONS, type NumbersSearch } from '@/features/numbers/model';
import { NumbersPage } from '@/features/numbers/pages/NumbersPage';
import { loadTexts } from '@/lib/i18n';

const text = (pattern: RegExp) => z.catch(z.optional(z.string().check(z.regex(pattern))), undefined);
const search = z.object({
  month: text(/^\d{4}-(0[1-9]|1[0-2])$/),
  kpi: text(/^[a-z_]{1,40}$/),
  by: z.catch(z.optional(z.enum(DIMENSIONS)), undefined),
  group: z.catch(z.optional(z.string()), undefined),
  part: z.catch(z.optional(z.enum(['numerator', 'denominator'])), undefined),
});

export const Route = createFileRoute('/_app/numbers')({
  validateSearch: (input): NumbersSearch => z.parse(search, input),
  loader: () => Promise.all([loadTexts('numbers'), loadTexts('sales')]),
  component: NumbersRoute,
});

function NumbersRoute() {
  const navigate = Route.useNavigate();
  return <NumbersPage search={Route.useSearch()} onSearch={(next) => void navigate({ search: next, replace: true })} />;
}
