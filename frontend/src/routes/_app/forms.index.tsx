import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { type FormsSearch, TABS } from '@/features/forms/model';
import { FormsPage } from '@/features/forms/pages/FormsPage';
import { loadTexts } from '@/lib/i18n';

const text = (pattern: RegExp) => z.catch(z.optional(z.string().check(z.regex(pattern))), undefined);
const search = z.object({
  form: z.catch(z.optional(z.enum(TABS)), undefined),
  day: text(/^\d{4}-\d{2}-\d{2}$/),
  month: text(/^\d{4}-(0[1-9]|1[0-2])$/),
  adviser: text(/^[0-9a-f-]{36}$/),
  layout: z.catch(z.optional(z.enum(['desk', 'system'])), undefined),
});

export const Route = createFileRoute('/_app/forms/')({
  validateSearch: (input): FormsSearch => z.parse(search, input),
  loader: () => Promise.all([loadTexts('forms'), loadTexts('sales')]),
  component: FormsRoute,
});

function FormsRoute() {
  const navigate = Route.useNavigate();
  return <FormsPage search={Route.useSearch()} onSearch={(next) => void navigate({ search: next, replace: true })} />;
}
