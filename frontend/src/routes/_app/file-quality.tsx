import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { FileQualityPage } from '@/features/file-quality/pages/FileQualityPage';
import { loadTexts } from '@/lib/i18n';

const search = z.object({
  tab: z.catch(z.optional(z.enum(['pending', 'returned', 'report', 'stockTake'])), undefined),
  take: z.catch(z.optional(z.string()), undefined),
});

export const Route = createFileRoute('/_app/file-quality')({
  validateSearch: (input) => z.parse(search, input),
  loader: () => Promise.all([loadTexts('file-quality'), loadTexts('sales')]),
  component: FileQualityRoute,
});

function FileQualityRoute() {
  const navigate = Route.useNavigate();
  return (
    <FileQualityPage search={Route.useSearch()} onSearch={(next) => void navigate({ search: next, replace: true })} />
  );
}
