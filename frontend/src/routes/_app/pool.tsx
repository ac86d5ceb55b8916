import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { KINDS } from '@/features/pool/model';
import { PoolPage } from '@/features/pool/pages/PoolPage';
import { loadTexts } from '@/lib/i18n';

const flag = () => z.catch(z.optional(z.boolean()), undefined);
const search = z.object({
  view: z.catch(z.optional(z.literal('warnings')), undefined),
  q: z.catch(z.optional(z.coerce.string()), undefined),
  kind: z.catch(z.optional(z.enum(KINDS)), undefined),
  level: z.catch(z.optional(z.string()), undefined),
  claimable: flag(),
  oldest: flag(),
});

export const Route = createFileRoute('/_app/pool')({
  validateSearch: (input) => z.parse(search, input),
  loader: () => Promise.all([loadTexts('pool'), loadTexts('sales')]),
  component: PoolRoute,
});

function PoolRoute() {
  const current = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <PoolPage
      search={current}
      onSearch={(change) => void navigate({ search: { ...current, ...change }, replace: true })}
    />
  );
}
