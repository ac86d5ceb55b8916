import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { KeyAccountsPage } from '@/features/key-accounts/pages/KeyAccountsPage';
import { loadTexts } from '@/lib/i18n';

const search = z.object({
  q: z.catch(z.optional(z.string()), undefined),
  class: z.catch(z.optional(z.string()), undefined),
  due: z.catch(z.optional(z.boolean()), undefined),
  new: z.catch(z.optional(z.boolean()), undefined),
});

export const Route = createFileRoute('/_app/key-accounts/')({
  validateSearch: (input) => z.parse(search, input),
  loader: () => loadTexts('key-accounts'),
  component: KeyAccountsRoute,
});

function KeyAccountsRoute() {
  const navigate = Route.useNavigate();
  return (
    <KeyAccountsPage search={Route.useSearch()} onSearch={(next) => void navigate({ search: next, replace: true })} />
  );
}
