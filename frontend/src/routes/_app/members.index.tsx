import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { MembersPage } from '@/features/loyalty/pages/MembersPage';
import { loadTexts } from '@/lib/i18n';

const search = z.object({ tier: z.catch(z.optional(z.string()), undefined) });

export const Route = createFileRoute('/_app/members/')({
  validateSearch: (input) => z.parse(search, input),
  loader: () => loadTexts('loyalty'),
  component: MembersRoute,
});

function MembersRoute() {
  const navigate = Route.useNavigate();
  return (
    <MembersPage tier={Route.useSearch().tier} onTier={(tier) => void navigate({ search: { tier }, replace: true })} />
  );
}
