import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { CallReportPage } from '@/features/aftersales/pages/CallReportPage';
import { loadTexts } from '@/lib/i18n';

const search = z.object({
  month: z.catch(z.optional(z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/))), undefined),
});

export const Route = createFileRoute('/_app/call-backs/report')({
  validateSearch: (input) => z.parse(search, input),
  loader: () => loadTexts('aftersales'),
  component: CallReportRoute,
});

function CallReportRoute() {
  const navigate = Route.useNavigate();
  return (
    <CallReportPage
      month={Route.useSearch().month}
      onMonth={(month) => void navigate({ search: { month }, replace: true })}
    />
  );
}
