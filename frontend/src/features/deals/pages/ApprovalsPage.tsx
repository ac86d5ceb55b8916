import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/session';
import { useBusinessNow } from '@/lib/clock';
import { mayUse } from '@/lib/roles';
import { relativeTime } from '@/lib/time';
import { Card } from '@/ui/Card';
import { SALES_MANAGER } from '@/ui/deal/roles';
import { CheckCircleIcon } from '@/ui/icons';
import { Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { PathLink } from '@/ui/PathLink';
import { CardsSkeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { StoryNext } from '@/ui/story/StoryNext';
import { Decide } from '../components/quote/Decide';
import { Figures } from '../components/quote/Figures';
import css from '../components/quote/Quote.module.css';
import { useWaiting } from '../hooks';

/** Quotes above the adviser's limit, the longest waiting first; `children` are what else waits for a decision. */
export function ApprovalsPage({ children }: { children?: ReactNode }) {
  const { t } = useTranslation('deals');
  const me = useMe();
  const now = useBusinessNow();
  const waiting = useWaiting();
  const manager = mayUse(me.roles, SALES_MANAGER);
  return (
    <Page>
      <PageHeader title={t('approvals.title')} subtitle={t('approvals.text')} />
      <Page.Body>
        {waiting.isPending ? <CardsSkeleton /> : null}
        {waiting.error ? <ErrorState error={waiting.error} onRetry={() => void waiting.refetch()} /> : null}
        {waiting.data?.length === 0 ? (
          <>
            <EmptyState icon={CheckCircleIcon} title={t('approvals.empty')} text={t('approvals.emptyText')} />
            <StoryNext toRole="sales_advisor" label={t('approvals.story')} to="/orders" />
          </>
        ) : null}
        <div className={css.queue}>
          {waiting.data?.map((quote) => (
            <Card
              key={quote.id}
              title={`${quote.customer_name ?? t('noName')} · ${quote.model.series} ${quote.model.name}`}
              extra={<PathLink href={`/quotes/${quote.id}`}>{`V${quote.version_no}`}</PathLink>}
            >
              <div className={css.form}>
                <p className={css.quiet}>
                  {quote.assignee_name} · {now === null ? null : relativeTime(quote.created_at, now)}
                </p>
                <Figures figures={quote.breakdown} limits />
                {quote.note ? <p>{quote.note}</p> : null}
                {manager ? <Decide quote={quote} /> : null}
              </div>
            </Card>
          ))}
        </div>
        {children}
      </Page.Body>
    </Page>
  );
}
