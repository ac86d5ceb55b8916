import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/problem';
import { Button } from '@/ui/Button';
import { FrownIcon, QuestionIcon, ReloadIcon } from '@/ui/icons';
import { DetailSkeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';

const RELOAD_KEY = 'chemai.reloaded';
const isStaleChunk = (error: unknown) =>
  error instanceof Error &&
  /dynamically imported module|Importing a module script|Unable to preload/.test(error.message);

/** Error boundary of every route. A chunk that a new deployment removed is fetched again by one reload. */
export function RouteError({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation('app');
  const router = useRouter();
  useEffect(() => {
    if (!isStaleChunk(error) || sessionStorage.getItem(RELOAD_KEY)) return;
    sessionStorage.setItem(RELOAD_KEY, '1');
    location.reload();
  }, [error]);
  const retry = () => {
    reset();
    void router.invalidate();
  };
  if (error instanceof ApiProblem) return <ErrorState error={error} onRetry={retry} />;
  return (
    <div role="alert">
      <EmptyState
        icon={FrownIcon}
        title={t('error.title')}
        text={t('error.text')}
        action={
          <Button icon={ReloadIcon} onClick={retry}>
            {t('ui:action.retry')}
          </Button>
        }
      />
    </div>
  );
}

export function NotFoundPage() {
  const { t } = useTranslation('app');
  return (
    <EmptyState
      icon={QuestionIcon}
      title={t('error.notFound')}
      text={t('error.notFoundText')}
      action={<Link to="/">{t('error.home')}</Link>}
    />
  );
}

export function RoutePending() {
  return (
    <div style={{ padding: 24 }}>
      <DetailSkeleton />
    </div>
  );
}
