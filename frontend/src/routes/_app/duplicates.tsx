import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { DuplicatesPage } from '@/features/duplicates/pages/DuplicatesPage';
import { loadTexts } from '@/lib/i18n';

const search = z.object({
  tab: z.catch(z.optional(z.enum(['open', 'dismissed', 'merges'])), undefined),
  open: z.catch(z.optional(z.string()), undefined),
  merge: z.catch(z.optional(z.string()), undefined),
});

export const Route = createFileRoute('/_app/duplicates')({
  validateSearch: (input) => z.parse(search, input),
  loader: () => Promise.all([loadTexts('duplicates'), loadTexts('sales'), loadTexts('deal')]),
  component: DuplicatesRoute,
});

function DuplicatesRoute() {
  const navigate = Route.useNavigate();
  return (
    <DuplicatesPage search={Route.useSearch()} onSearch={(next) => void navigate({ search: next, replace: true })} />
  );
}
