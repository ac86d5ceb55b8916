import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QuoteOut } from '@/api/generated/leads/types.gen';
import { useMe } from '@/api/session';
import { mayUse } from '@/lib/roles';
import { formatTime } from '@/lib/time';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { toneOf, useDealLabel } from '@/ui/deal/labels';
import { SALES_MANAGER, SELLERS } from '@/ui/deal/roles';
import { CheckCircleIcon, EditIcon, FileIcon, PrintIcon } from '@/ui/icons';
import { MoneyText } from '@/ui/MoneyText';
import { Columns, Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { PathLink } from '@/ui/PathLink';
import { DetailSkeleton } from '@/ui/Skeleton';
import { ErrorState } from '@/ui/States';
import { StoryNext } from '@/ui/story/StoryNext';
import { StatusTag } from '@/ui/Tag';
import { Decide } from '../components/quote/Decide';
import { Figures } from '../components/quote/Figures';
import { Paper } from '../components/quote/Paper';
import { PlaceSheet } from '../components/quote/PlaceSheet';
import css from '../components/quote/Quote.module.css';
import { Versions } from '../components/quote/Versions';
import { quoteQuery, useInstalments, usePrint } from '../hooks';

export interface QuotePageProps {
  id: string;
  onGo: (href: string) => void;
}

export function QuotePage({ id, onGo }: QuotePageProps) {
  const quote = useQuery(quoteQuery(id));
  if (quote.data) return <Loaded quote={quote.data} onGo={onGo} />;
  return quote.error ? <ErrorState error={quote.error} onRetry={() => void quote.refetch()} /> : <DetailSkeleton />;
}

function Loaded({ quote, onGo }: { quote: QuoteOut; onGo: (href: string) => void }) {
  const { t } = useTranslation('deals');
  const label = useDealLabel();
  const me = useMe();
  const print = usePrint(quote.id, quote.version);
  const [placing, setPlacing] = useState(false);
  const seller = mayUse(me.roles, SELLERS);
  const again = `/deals/new?customer=${quote.customer_id}&lead=${quote.lead_id}&from=${quote.id}`;
  const orderable = quote.status === 'approved' && !quote.expired;
  return (
    <Page>
      <PageHeader
        screenOnly
        title={t('quote.title', { name: quote.customer_name || t('noName'), version: quote.version_no })}
        tags={
          <StatusTag tone={quote.expired ? 'neutral' : toneOf(quote.status)}>
            {quote.expired ? t('quote.expired') : label('quote', quote.status)}
          </StatusTag>
        }
        subtitle={`${quote.quote_no} · ${quote.assignee_name ?? ''} · ${formatTime(quote.created_at)}`}
        actions={
          <>
            <Button icon={PrintIcon} onClick={() => window.print()}>
              {t('quote.print')}
            </Button>
            {seller && quote.status !== 'ordered' ? (
              <Button icon={EditIcon} onClick={() => onGo(again)}>
                {t('quote.again')}
              </Button>
            ) : null}
            {quote.order_id ? (
              <Button variant="primary" icon={FileIcon} onClick={() => onGo(`/orders/${quote.order_id}`)}>
                {t('quote.order')}
              </Button>
            ) : seller ? (
              <Button variant="primary" icon={CheckCircleIcon} disabled={!orderable} onClick={() => setPlacing(true)}>
                {t('quote.place')}
              </Button>
            ) : null}
          </>
        }
      />
      <Page.Body>
        <Columns
          main={
            <>
              {print.data ? <Paper print={print.data} /> : <DetailSkeleton />}
              <div className="no-print">
                <Versions quote={quote} />
              </div>
            </>
          }
          side={<Side quote={quote} />}
        />
      </Page.Body>
      {placing ? (
        <PlaceSheet quote={quote} onClose={() => setPlacing(false)} onPlaced={(id) => onGo(`/orders/${id}`)} />
      ) : null}
    </Page>
  );
}

function Side({ quote }: { quote: QuoteOut }) {
  const { t } = useTranslation('deals');
  const me = useMe();
  const manager = mayUse(me.roles, SALES_MANAGER);
  const waiting = quote.status === 'needs_approval';
  return (
    <div className={`${css.sticky} no-print`}>
      {waiting ? (
        <Card title={t('decide.title')}>
          {manager ? (
            <Decide quote={quote} />
          ) : (
            <div className={css.form}>
              <p className={css.over} role="status">
                {t('decide.waiting')}
              </p>
              <StoryNext toRole="sales_manager" label={t('decide.story')} to="/approvals" />
            </div>
          )}
        </Card>
      ) : null}
      {quote.decided_at ? (
        <Card title={t('decide.word')}>
          <p>
            {quote.decided_by_name} · {formatTime(quote.decided_at)}
          </p>
          {quote.decision_note ? <p>{quote.decision_note}</p> : null}
        </Card>
      ) : null}
      <Card title={t('builder.figures')}>
        <Figures figures={quote.breakdown} limits={waiting && manager} />
      </Card>
      {quote.breakdown.loan ? <Instalments id={quote.id} /> : null}
      <PathLink href={`/customers/${quote.customer_id}`}>{t('toCustomer')}</PathLink>
    </div>
  );
}

function Instalments({ id }: { id: string }) {
  const { t } = useTranslation('deals');
  const [open, setOpen] = useState(false);
  const rows = useInstalments(id, open).data ?? [];
  return (
    <Card>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{t('quote.instalments')}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
        <section className={css.rows} tabIndex={0} aria-label={t('quote.instalments')}>
          {rows.map((row) => (
            <p key={row.number} className={css.line}>
              <span>{row.number}</span>
              <MoneyText fen={row.payment_fen} exact />
              <span className={css.quiet}>
                {t('quote.rest')} <MoneyText fen={row.balance_fen} exact />
              </span>
            </p>
          ))}
        </section>
      </details>
    </Card>
  );
}
