import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { CheckCircleIcon } from '@/ui/icons';
import { flatten } from '@/ui/list/types';
import { Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { PathLink } from '@/ui/PathLink';
import { CardsSkeleton } from '@/ui/Skeleton';
import { SlaBadge } from '@/ui/SlaBadge';
import { EmptyState, ErrorState } from '@/ui/States';
import { useLossReasons } from '@/ui/sales/losses';
import { Tabs } from '@/ui/Tabs';
import { StatusTag } from '@/ui/Tag';
import css from '../components/Losses.module.css';
import { LossFacts } from '../components/LossFacts';
import { ReportSheet } from '../components/ReportSheet';
import { useCalls } from '../hooks';
import type { VerificationRow } from '../model';

export type CallsView = 'mine' | 'open' | 'done';

/** Lost customers to be asked why, by somebody who did not lose them. */
export function LossCallsPage({ view, onView }: { view: CallsView; onView: (view: CallsView) => void }) {
  const { t } = useTranslation('losses');
  const calls = useCalls(view === 'mine', view === 'done');
  const rows = flatten<VerificationRow>(calls);
  const [reporting, setReporting] = useState<VerificationRow | null>(null);
  return (
    <Page>
      <PageHeader title={t('calls.title')} subtitle={t('calls.subtitle')}>
        <Tabs
          label={t('calls.title')}
          value={view}
          onChange={(id) => onView(id as CallsView)}
          items={(['open', 'mine', 'done'] as const).map((id) => ({ id, label: t(`calls.tab.${id}`) }))}
        />
      </PageHeader>
      <Page.Body>
        {calls.isPending ? <CardsSkeleton /> : null}
        {calls.error ? <ErrorState error={calls.error} onRetry={() => void calls.refetch()} /> : null}
        {calls.data && rows.length === 0 ? (
          <EmptyState icon={CheckCircleIcon} title={t('calls.empty')} text={t('calls.emptyText')} />
        ) : null}
        <div className={css.queue}>
          {rows.map((row) => (
            <Call key={row.id} row={row} onReport={() => setReporting(row)} />
          ))}
          {calls.hasNextPage ? (
            <Button loading={calls.isFetchingNextPage} onClick={() => void calls.fetchNextPage()}>
              …
            </Button>
          ) : null}
        </div>
      </Page.Body>
      {reporting ? <ReportSheet row={reporting} onClose={() => setReporting(null)} /> : null}
    </Page>
  );
}

function Call({ row, onReport }: { row: VerificationRow; onReport: () => void }) {
  const { t } = useTranslation('losses');
  const { nameOf } = useLossReasons();
  return (
    <Card
      title={`${row.customer_name || t('noName')} · ${row.wanted || '–'}`}
      extra={<PathLink href={`/customers/${row.customer_id}`}>{t('calls.customer')}</PathLink>}
    >
      <div className={css.form}>
        <p className={css.line}>
          <SlaBadge due={row.due_at} {...(row.done_at ? { doneAt: row.done_at } : {})} soonSeconds={86_400} />
          <span className={css.quiet}>{t('calls.lostBy', { name: row.lost_by_name ?? '–' })}</span>
          <span className={css.quiet}>
            {row.assignee_name ? t('calls.assignee', { name: row.assignee_name }) : t('calls.nobody')}
          </span>
          {row.attempts > 0 ? <span className={css.quiet}>{t('calls.attempts', { count: row.attempts })}</span> : null}
        </p>
        <LossFacts {...row} />
        {row.result ? (
          <p className={css.line}>
            <StatusTag tone={row.result === 'differs' ? 'warning' : 'success'}>{t(`result.${row.result}`)}</StatusTag>
            {row.found_reason ? <strong>{nameOf(row.found_reason)}</strong> : null}
            <span className={css.quiet}>{row.note}</span>
          </p>
        ) : (
          <div className={css.actions}>
            <Button variant="primary" onClick={onReport}>
              {t('calls.report')}
            </Button>
          </div>
        )}
      </div>
    </Card>
  );
}
