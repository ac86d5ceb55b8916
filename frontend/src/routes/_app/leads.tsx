import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { LeadsPage } from '@/features/leads/pages/LeadsPage';
import { loadTexts } from '@/lib/i18n';

const text = () => z.catch(z.optional(z.string()), undefined);
const flag = () => z.catch(z.optional(z.boolean()), undefined);

const search = z.object({
  view: z.catch(z.optional(z.literal('board')), undefined),
  q: z.catch(z.optional(z.coerce.string()), undefined),
  stage: text(),
  level: text(),
  temperature: text(),
  owner: text(),
  source: text(),
  overdue: flag(),
  closed: flag(),
  sort: z.catch(z.optional(z.enum(['next_contact', 'score'])), undefined),
  open: text(),
  new: flag(),
});

export const Route = createFileRoute('/_app/leads')({
  validateSearch: (input) => z.parse(search, input),
  loader: () => Promise.all([loadTexts('leads'), loadTexts('sales'), loadTexts('interest')]),
  component: LeadsRoute,
});

function LeadsRoute() {
  const current = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <LeadsPage
      search={current}
      onSearch={(change) => void navigate({ search: { ...current, ...change }, replace: !('open' in change) })}
    />
  );
}
