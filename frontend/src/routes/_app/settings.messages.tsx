import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { TemplatesPage } from '@/features/notifications/pages/TemplatesPage';
import { loadTexts } from '@/lib/i18n';

const search = z.object({
  channel: z.catch(z.optional(z.enum(['wecom', 'email'])), undefined),
  locale: z.catch(z.optional(z.literal('en')), undefined),
});

export const Route = createFileRoute('/_app/settings/messages')({
  validateSearch: (input) => z.parse(search, input),
  loader: () => loadTexts('notifications'),
  component: TemplatesRoute,
});

function TemplatesRoute() {
  const navigate = Route.useNavigate();
  return <TemplatesPage search={Route.useSearch()} onSearch={(next) => void navigate({ search: next })} />;
}
