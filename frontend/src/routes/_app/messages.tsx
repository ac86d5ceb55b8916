import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { MessagesPage } from '@/features/notifications/pages/MessagesPage';
import { loadTexts } from '@/lib/i18n';

const text = () => z.catch(z.optional(z.string()), undefined);
const search = z.object({ state: text(), channel: text(), template: text(), customer: text(), open: text() });

export const Route = createFileRoute('/_app/messages')({
  validateSearch: (input) => z.parse(search, input),
  loader: () => loadTexts('notifications'),
  component: MessagesRoute,
});

function MessagesRoute() {
  const navigate = Route.useNavigate();
  return <MessagesPage search={Route.useSearch()} onSearch={(next) => void navigate({ search: next })} />;
}
