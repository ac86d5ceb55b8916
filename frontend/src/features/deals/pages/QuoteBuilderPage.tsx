import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRegisterCommands } from '@/lib/commands';
import { useIsPhone } from '@/lib/media';
import { toast } from '@/lib/toast';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { CustomerPicker } from '@/ui/deal/CustomerPicker';
import { FormErrors } from '@/ui/FormErrors';
import { MoneyText } from '@/ui/MoneyText';
import { Columns, Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { DetailSkeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { Figures } from '../components/quote/Figures';
import { CarPart, ExtrasPart, PricePart } from '../components/quote/Parts';
import { LoanPart, TradeInPart } from '../components/quote/Payment';
import css from '../components/quote/Quote.module.css';
import { quoteQuery, useAppraisalsOf, useCreateQuote, useCustomer, useFreeCars, useModels, usePreview } from '../hooks';
import { type Draft, draftOf, EMPTY, termsOf, tradeInOf, wantedModel } from '../model';

export interface QuoteBuilderPageProps {
  search: { customer?: string | undefined; lead?: string | undefined; from?: string | undefined };
  onCustomer: (id: string | null) => void;
  onSaved: (quoteId: string) => void;
}

/** First the customer; everything the system knows about the deal is then filled in. */
export function QuoteBuilderPage({ search, onCustomer, onSaved }: QuoteBuilderPageProps) {
  const { t } = useTranslation('deals');
  if (search.customer) {
    return <Start key={search.customer} {...{ search, onSaved, onCustomer }} customerId={search.customer} />;
  }
  return (
    <Page>
      <PageHeader title={t('builder.title')} />
      <Page.Body>
        <Card title={t('builder.who')}>
          <CustomerPicker value={null} onPick={(row) => onCustomer(row?.id ?? null)} />
        </Card>
      </Page.Body>
    </Page>
  );
}

interface StartProps extends QuoteBuilderPageProps {
  customerId: string;
}

function Start({ search, customerId, ...rest }: StartProps) {
  const { t } = useTranslation('deals');
  const customer = useCustomer(customerId);
  const models = useModels();
  const appraisals = useAppraisalsOf(customerId);
  const lead = customer.data?.open_leads.find((item) => item.id === search.lead) ?? customer.data?.open_leads[0];
  const model = wantedModel(models.data ?? [], lead?.wanted ?? '');
  const cars = useFreeCars(model?.id ?? null);
  const from = useQuery({ ...quoteQuery(search.from ?? ''), enabled: Boolean(search.from) });
  const failed = [customer, models, from].find((query) => query.error);
  if (failed) return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />;
  const waiting =
    !customer.data || !models.data || appraisals.isPending || cars.isLoading || (search.from && !from.data);
  if (waiting) return <DetailSkeleton />;
  if (models.data?.length === 0) return <EmptyState title={t('builder.noModels')} />;
  const fresh: Draft = {
    ...EMPTY,
    modelId: model?.id ?? null,
    colour: cars.data?.[0]?.colour ?? model?.colours[0] ?? null,
    appraisalId: tradeInOf(appraisals.data ?? [])?.id ?? null,
  };
  return (
    <Builder
      {...rest}
      search={search}
      customerId={customerId}
      name={customer.data.name}
      models={models.data ?? []}
      appraisals={appraisals.data ?? []}
      start={from.data ? draftOf(from.data) : fresh}
    />
  );
}

const PAUSE_MS = 250;

function useLater<T>(value: T): T {
  const [later, setLater] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setLater(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return later;
}

interface BuilderProps extends StartProps {
  name: string;
  models: NonNullable<ReturnType<typeof useModels>['data']>;
  appraisals: NonNullable<ReturnType<typeof useAppraisalsOf>['data']>;
  start: Draft;
}

function Builder({ search, customerId, name, models, appraisals, start, onCustomer, onSaved }: BuilderProps) {
  const { t } = useTranslation('deals');
  const phone = useIsPhone();
  const [draft, setDraft] = useState(start);
  const later = useLater(draft);
  const preview = usePreview(termsOf(later));
  const create = useCreateQuote();
  const change = (part: Partial<Draft>) => setDraft((old) => ({ ...old, ...part }));
  const save = () => {
    const terms = termsOf(draft);
    if (!terms || create.isPending) return;
    create.mutate(
      { ...terms, customer_id: customerId, ...(search.lead ? { lead_id: search.lead } : {}) },
      {
        onSuccess: (quote) => {
          toast(t(quote.status === 'needs_approval' ? 'builder.sent' : 'builder.done'), { tone: 'success' });
          onSaved(quote.id);
        },
      },
    );
  };
  useRegisterCommands([{ id: 'deals.save', group: 'sales', keys: 'mod+enter', run: save }]);
  const problem = preview.error ?? create.error;
  const figures = preview.data;
  const part = { draft, onChange: change, problem, figures };
  const label = t(figures?.needs_approval ? 'builder.ask' : 'builder.save');
  const button = (
    <Button variant="primary" size="lg" block={!phone} loading={create.isPending} disabled={!figures} onClick={save}>
      {label}
    </Button>
  );
  const stale = later !== draft || preview.isFetching;
  return (
    <Page>
      <PageHeader title={t('builder.for', { name: name || t('noName') })} />
      <Page.Body>
        <Columns
          main={
            <>
              <CarPart {...part} models={models} />
              <PricePart {...part} />
              <ExtrasPart {...part} />
              <TradeInPart {...part} appraisals={appraisals} customerId={customerId} />
              <LoanPart {...part} />
            </>
          }
          side={
            <div className={css.sticky}>
              <Card title={t('builder.figures')}>
                {figures ? <Figures figures={figures} stale={stale} limits /> : <DetailSkeleton />}
              </Card>
              <FormErrors problem={problem} pointers={SHOWN} />
              {phone ? null : button}
              <Button variant="ghost" size="sm" onClick={() => onCustomer(null)}>
                {t('builder.otherCustomer')}
              </Button>
            </div>
          }
        />
        {phone ? (
          <div className={css.bottom}>
            <span className={css.hero}>
              <span className={css.quiet}>{t('figure.payable')}</span>
              <strong>
                <MoneyText fen={figures?.payable_fen} />
              </strong>
            </span>
            {button}
          </div>
        ) : null}
      </Page.Body>
    </Page>
  );
}

const SHOWN = [
  '/model_id',
  '/car_id',
  '/discount_fen',
  '/commercial_insurance_fen',
  '/compulsory_insurance_fen',
  '/vehicle_tax_fen',
  '/plate_fee_fen',
  '/loan/down_payment_fen',
  '/loan/annual_rate',
];
