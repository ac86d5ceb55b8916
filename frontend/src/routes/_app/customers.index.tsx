import { createFileRoute } from '@tanstack/react-router';
import { CustomersPage } from '@/features/customers/pages/CustomersPage';
import { loadTexts } from '@/lib/i18n';
import { listSearch } from '@/ui/list/views/search';

export const Route = createFileRoute('/_app/customers/')({
  validateSearch: listSearch,
  loader: () => Promise.all([loadTexts('customers'), loadTexts('sales'), loadTexts('list')]),
  component: CustomersRoute,
});

function CustomersRoute() {
  const current = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <CustomersPage
      search={current}
      onSearch={(change) => void navigate({ search: { ...current, ...change }, replace: true })}
    />
  );
}
