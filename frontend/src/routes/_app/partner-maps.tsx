import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { PartnerMapsPage, TABS } from '@/features/partner-maps/pages/PartnerMapsPage';
import { loadTexts } from '@/lib/i18n';

const search = z.object({
  partner: z.catch(z.optional(z.string()), undefined),
  tab: z.catch(z.optional(z.enum(TABS)), undefined),
});

export const Route = createFileRoute('/_app/partner-maps')({
  validateSearch: (input) => z.parse(search, input),
  loader: () => Promise.all([loadTexts('partner-maps'), loadTexts('sales')]),
  component: PartnerMapsRoute,
});

function PartnerMapsRoute() {
  const navigate = Route.useNavigate();
  return (
    <PartnerMapsPage search={Route.useSearch()} onSearch={(next) => void navigate({ search: next, replace: true })} />
  );
}
