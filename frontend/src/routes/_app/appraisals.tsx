import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { AppraisalsPage } from '@/features/appraisals/pages/AppraisalsPage';
import { loadTexts } from '@/lib/i18n';

const text = () => z.catch(z.optional(z.coerce.string()), undefined);
const search = z.object({
  open: text(),
  new: text(),
  status: text(),
  mine: z.catch(z.optional(z.boolean()), undefined),
});

export const Route = createFileRoute('/_app/appraisals')({
  validateSearch: (input) => z.parse(search, input),
  loader: () => Promise.all([loadTexts('appraisals'), loadTexts('deal')]),
  component: AppraisalsRoute,
});

function AppraisalsRoute() {
  const current = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <AppraisalsPage
      search={current}
      onSearch={(change) => void navigate({ search: { ...current, ...change }, replace: !('open' in change) })}
      onGo={(href) => void navigate({ href } as Parameters<typeof navigate>[0])}
    />
  );
}
