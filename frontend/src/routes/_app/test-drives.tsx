import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { TestDrivesPage } from '@/features/test-drives/pages/TestDrivesPage';
import { loadTexts } from '@/lib/i18n';

const text = () => z.catch(z.optional(z.string()), undefined);
const search = z.object({
  day: z.catch(z.optional(z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/))), undefined),
  open: text(),
  customer: text(),
  lead: text(),
  new: z.catch(z.optional(z.boolean()), undefined),
});

export const Route = createFileRoute('/_app/test-drives')({
  validateSearch: (input) => z.parse(search, input),
  loader: () => Promise.all([loadTexts('test-drives'), loadTexts('deal')]),
  component: TestDrivesRoute,
});

function TestDrivesRoute() {
  const current = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <TestDrivesPage
      search={current}
      onSearch={(change) => void navigate({ search: { ...current, ...change }, replace: !('open' in change) })}
      onGo={(href) => void navigate({ href } as Parameters<typeof navigate>[0])}
    />
  );
}
