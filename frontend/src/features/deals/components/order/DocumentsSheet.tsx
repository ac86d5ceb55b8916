import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LoanOut } from '@/api/generated/leads/types.gen';
import { FormField } from '@/ui/FormField';
import { FormSheet } from '@/ui/FormSheet';
import { MoneyInput } from '@/ui/MoneyInput';
import { Sheet } from '@/ui/Sheet';
import { RowsSkeleton } from '@/ui/Skeleton';
import { ErrorState } from '@/ui/States';
import { useLoan, useSupplyDocuments } from '../../hooks';
import { PAPERS } from '../../model';
import css from './Order.module.css';
import { type OrderSheetProps, Text } from './PaperSheets';

/** What the lender asks for, ticked off when it is there; or less is applied for. Either way the application leaves again. */
export function DocumentsSheet({ order, onClose }: OrderSheetProps) {
  const { t } = useTranslation('deals');
  const loan = useLoan(order.loan?.id ?? '');
  if (loan.data) return <Answer key={loan.data.submission} loan={loan.data} onClose={onClose} />;
  return (
    <Sheet open onClose={onClose} title={t('papersAsked.title')}>
      {loan.error ? <ErrorState compact error={loan.error} onRetry={() => void loan.refetch()} /> : null}
      {loan.isPending ? <RowsSkeleton rows={3} /> : null}
    </Sheet>
  );
}

function Answer({ loan, onClose }: { loan: LoanOut; onClose: () => void }) {
  const { t } = useTranslation('deals');
  const supply = useSupplyDocuments(loan.id);
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const [note, setNote] = useState('');
  const [principal, setPrincipal] = useState<number | null>(null);
  // A lender that only writes a sentence is answered from the usual papers.
  const offered = loan.required_documents.length > 0 ? loan.required_documents : PAPERS;
  const complete = loan.required_documents.every((code) => ticked.includes(code));
  const toggle = (code: string) =>
    setTicked(ticked.includes(code) ? ticked.filter((other) => other !== code) : [...ticked, code]);
  const said = note.trim() ? { note: note.trim() } : {};
  const send = () =>
    supply.mutate(
      {
        documents: ticked.map((code) => ({ code, ...said })),
        ...(principal === null ? {} : { principal_fen: principal }),
      },
      { onSuccess: onClose },
    );
  return (
    <FormSheet
      title={t('papersAsked.title')}
      submit={t('papersAsked.send', { partner: loan.partner_name ?? '' })}
      ready={principal !== null || (ticked.length > 0 && complete)}
      busy={supply.isPending}
      problem={supply.error}
      pointers={['/principal_fen']}
      onSubmit={send}
      onClose={onClose}
    >
      {loan.reason ? <p className={css.warn}>{loan.reason}</p> : null}
      <fieldset className={css.papers}>
        <legend>{t('papersAsked.which')}</legend>
        {offered.map((code) => (
          <label key={code} className={css.paper}>
            <input type="checkbox" checked={ticked.includes(code)} onChange={() => toggle(code)} />
            {t(`paper.${code}`, { defaultValue: code })}
          </label>
        ))}
      </fieldset>
      <Text
        label={t('papersAsked.note')}
        value={note}
        onChange={setNote}
        problem={supply.error}
        pointer="/documents/0/note"
      />
      <FormField label={t('papersAsked.less')} problem={supply.error} pointer="/principal_fen">
        {(props) => <MoneyInput {...props} value={principal} onChange={setPrincipal} />}
      </FormField>
      <p className={css.quiet}>{t('papersAsked.hint')}</p>
    </FormSheet>
  );
}
