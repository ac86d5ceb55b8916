import { createFileRoute } from '@tanstack/react-router';
import { LeadsPage } from '@/features/leads/pages/LeadsPage';
import { loadTexts } from '@/lib/i18n';
import { listSearch } from '@/ui/list/views/search';

export const Route = createFileRoute('/_app/leads')({
  validateSearch: listSearch,
  loader: () => Promise.all([loadTexts('leads'), loadTexts('sales'), loadTexts('interest'), loadTexts('list')]),
  component: LeadsRoute,
});

function LeadsRoute() {
  const current = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <LeadsPage
      search={current}
      onSearch={(change) => void navigate({ search: { ...current, ...change }, replace: !('open' in change) })}
    />
  );
}
