import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { ReceptionPage } from '@/features/reception/pages/ReceptionPage';
import { loadTexts } from '@/lib/i18n';

const search = z.object({
  tab: z.catch(z.optional(z.literal('list')), undefined),
  new: z.catch(z.optional(z.boolean()), undefined),
});

export const Route = createFileRoute('/_app/reception')({
  validateSearch: (input) => z.parse(search, input),
  loader: () => Promise.all([loadTexts('reception'), loadTexts('sales')]),
  component: ReceptionRoute,
});

function ReceptionRoute() {
  const navigate = Route.useNavigate();
  return (
    <ReceptionPage search={Route.useSearch()} onSearch={(next) => void navigate({ search: next, replace: true })} />
  );
}
