import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { ComplaintsPage } from '@/features/aftersales/pages/ComplaintsPage';
import { loadTexts } from '@/lib/i18n';

const flag = () => z.catch(z.optional(z.boolean()), undefined);

const search = z.object({
  view: z.catch(z.optional(z.enum(['board', 'list'])), undefined),
  mine: flag(),
  closed: flag(),
  open: z.catch(z.optional(z.string()), undefined),
  new: z.catch(z.optional(z.coerce.string()), undefined),
});

export const Route = createFileRoute('/_app/complaints')({
  validateSearch: (input) => z.parse(search, input),
  loader: () => loadTexts('aftersales'),
  component: ComplaintsRoute,
});

function ComplaintsRoute() {
  const navigate = Route.useNavigate();
  return (
    <ComplaintsPage search={Route.useSearch()} onSearch={(next) => void navigate({ search: next, replace: true })} />
  );
}
