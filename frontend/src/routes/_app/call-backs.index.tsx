import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { CallBacksPage } from '@/features/aftersales/pages/CallBacksPage';
import { loadTexts } from '@/lib/i18n';

const search = z.object({
  bucket: z.catch(z.optional(z.enum(['overdue', 'today', 'coming', 'closed'])), undefined),
  mine: z.catch(z.optional(z.boolean()), undefined),
  open: z.catch(z.optional(z.string()), undefined),
});

export const Route = createFileRoute('/_app/call-backs/')({
  validateSearch: (input) => z.parse(search, input),
  loader: () => loadTexts('aftersales'),
  component: CallBacksRoute,
});

function CallBacksRoute() {
  const navigate = Route.useNavigate();
  return (
    <CallBacksPage search={Route.useSearch()} onSearch={(next) => void navigate({ search: next, replace: true })} />
  );
}
