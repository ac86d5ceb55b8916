import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FinancePartner, OrderOut } from '@/api/generated/leads/types.gen';
import { Button } from '@/ui/Button';
import { Chips } from '@/ui/Chips';
import { FormField } from '@/ui/FormField';
import { FormSheet } from '@/ui/FormSheet';
import { CheckCircleIcon } from '@/ui/icons';
import { MoneyInput } from '@/ui/MoneyInput';
import { MoneyText } from '@/ui/MoneyText';
import { Sheet } from '@/ui/Sheet';
import { type Signature, SignaturePad } from '@/ui/SignaturePad';
import { RowsSkeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { useConsent, usePartners, useSubmitLoan } from '../../hooks';
import css from './Order.module.css';
import { type OrderSheetProps, Text } from './PaperSheets';

const WORDING = 'loan-share-2026-01';

/** First the customer's own consent that names the partner, then the application: without the one no other. */
export function LoanSheet({ order, onClose }: OrderSheetProps) {
  const { t } = useTranslation('deals');
  const partners = usePartners(order.customer_id);
  const [chosen, setChosen] = useState<string | null>(null);
  const partner = partners.data?.find((item) => item.id === chosen) ?? partners.data?.[0];
  if (!partner) {
    return (
      <Sheet open onClose={onClose} title={t('loan.title')}>
        {partners.isPending ? <RowsSkeleton rows={3} /> : null}
        {partners.error ? <ErrorState compact error={partners.error} onRetry={() => void partners.refetch()} /> : null}
        {partners.data ? <EmptyState compact title={t('loan.noPartner')} /> : null}
      </Sheet>
    );
  }
  const pick =
    partners.data && partners.data.length > 1 ? (
      <Chips
        label={t('loan.partner')}
        value={partner.id}
        onChange={setChosen}
        options={partners.data.map((item) => ({ value: item.id, label: item.name }))}
      />
    ) : null;
  const props = { order, partner, pick, onClose };
  return partner.consented ? <Application key={partner.id} {...props} /> : <Consent key={partner.id} {...props} />;
}

interface StepProps {
  order: OrderOut;
  partner: FinancePartner;
  pick: React.ReactNode;
  onClose: () => void;
}

function Consent({ order, partner, pick, onClose }: StepProps) {
  const { t } = useTranslation('deals');
  const consent = useConsent(order.customer_id);
  const [signature, setSignature] = useState<Signature | null>(null);
  const save = () =>
    consent.mutate({
      purpose: 'share',
      recipient_id: partner.id,
      recipient_name: partner.name,
      wording_version: WORDING,
      evidence_kind: 'signature',
      evidence: signature?.kind === 'typed' ? signature.name.trim() : t('loan.drawn'),
    });
  return (
    <FormSheet
      title={t('loan.consentTitle')}
      submit={t('loan.consentSave')}
      ready={signature !== null}
      busy={consent.isPending}
      problem={consent.error}
      onSubmit={save}
      onClose={onClose}
    >
      {pick}
      <section className={css.consent}>
        <p>{t('loan.consentText', { name: order.customer_name ?? '', partner: partner.name })}</p>
        <p className={css.quiet}>{t('loan.consentLaw')}</p>
      </section>
      <SignaturePad value={signature} onChange={setSignature} />
    </FormSheet>
  );
}

const MARITAL = ['married', 'single', 'divorced', 'widowed'] as const;

function Application({ order, partner, pick, onClose }: StepProps) {
  const { t } = useTranslation('deals');
  const submit = useSubmitLoan();
  const [idNo, setIdNo] = useState('');
  const [income, setIncome] = useState<number | null>(null);
  const [employer, setEmployer] = useState('');
  const [marital, setMarital] = useState<(typeof MARITAL)[number]>('married');
  const plan = order.breakdown.loan;
  const send = () =>
    submit.mutate(
      {
        order_id: order.id,
        partner_id: partner.id,
        applicant: {
          id_no: idNo.trim().toUpperCase(),
          monthly_income_fen: income ?? 0,
          marital,
          ...(employer.trim() ? { employer: employer.trim() } : {}),
        },
      },
      { onSuccess: onClose },
    );
  return (
    <FormSheet
      title={t('loan.title')}
      submit={t('loan.send', { partner: partner.name })}
      ready={idNo.trim() !== '' && income !== null}
      busy={submit.isPending}
      problem={submit.error}
      pointers={['/applicant/id_no', '/applicant/monthly_income_fen', '/applicant/employer']}
      onSubmit={send}
      onClose={onClose}
    >
      {pick}
      <p className={css.good}>
        <CheckCircleIcon /> {t('loan.consented', { partner: partner.name })}
      </p>
      {plan ? (
        <p>
          {t('figure.principal')} <MoneyText fen={plan.principal_fen} /> · {t('field.monthsOf', { count: plan.months })}{' '}
          · {plan.annual_rate}% · {t('figure.monthlyShort')} <MoneyText fen={plan.monthly_fen} exact />
        </p>
      ) : null}
      <Text
        first
        label={t('loan.idNo')}
        value={idNo}
        onChange={setIdNo}
        problem={submit.error}
        pointer="/applicant/id_no"
      />
      <div className={css.pair}>
        <FormField label={t('loan.income')} required problem={submit.error} pointer="/applicant/monthly_income_fen">
          {(props) => <MoneyInput {...props} value={income} onChange={setIncome} />}
        </FormField>
        <Text
          label={t('loan.employer')}
          value={employer}
          onChange={setEmployer}
          problem={submit.error}
          pointer="/applicant/employer"
        />
      </div>
      <Chips
        label={t('loan.marital')}
        size="sm"
        value={marital}
        onChange={setMarital}
        options={MARITAL.map((value) => ({ value, label: t(`marital.${value}`) }))}
      />
      <Button variant="ghost" size="sm" onClick={onClose}>
        {t('later')}
      </Button>
    </FormSheet>
  );
}
