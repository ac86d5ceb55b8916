import { createFileRoute } from '@tanstack/react-router';
import { MemberPage } from '@/features/loyalty/pages/MemberPage';
import { loadTexts } from '@/lib/i18n';

export const Route = createFileRoute('/_app/members/$memberId')({
  loader: () => loadTexts('loyalty'),
  component: MemberRoute,
});

function MemberRoute() {
  const { memberId } = Route.useParams();
  return <MemberPage key={memberId} memberId={memberId} />;
}
