import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ComplaintCreate } from '@/api/generated/aftersales/types.gen';
import { randomId } from '@/lib/ids';
import { Button } from '@/ui/Button';
import { Chips } from '@/ui/Chips';
import { FormErrors } from '@/ui/FormErrors';
import { FormField } from '@/ui/FormField';
import { Sheet } from '@/ui/Sheet';
import { useCustomerName, useCustomerSearch, useOpenComplaint } from '../../hooks/useComplaints';
import { useCodeLabel } from '../../model';
import css from './Complaint.module.css';

const CATEGORIES = [
  'product_quality',
  'service_quality',
  'repair_quality',
  'parts',
  'sales',
  'finance_insurance',
  'other',
] as const;
const SOURCES = [
  'hotline',
  'in_store',
  'online',
  'letter',
  'manufacturer',
  'consumer_association',
  'recall_centre',
] as const;
const GRADES = ['normal', 'escalated', 'major'] as const;

export interface OpenComplaintProps {
  /** whose complaint it is, when the page before knew */
  customerId: string | null;
  onClose: () => void;
  onOpened: (id: string) => void;
}

/** A complaint taken down by hand: three taps and a sentence. */
export function OpenComplaint({ customerId, onClose, onOpened }: OpenComplaintProps) {
  const { t } = useTranslation('aftersales');
  const label = useCodeLabel();
  const open = useOpenComplaint();
  const [key] = useState(randomId);
  const [customer, setCustomer] = useState(customerId ?? '');
  const [draft, setDraft] = useState<Omit<ComplaintCreate, 'customer_id'>>({
    source: 'hotline',
    category: 'service_quality',
    grade: 'normal',
    title: '',
    description: '',
    demand: '',
  });
  const set = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change });
  const ready = customer !== '' && draft.title.trim() !== '';
  const save = () =>
    open.mutate(
      { body: { ...draft, title: draft.title.trim(), customer_id: customer }, key },
      { onSuccess: ({ id }) => onOpened(id) },
    );
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('complaint.new')}
      footer={
        <Button variant="primary" size="lg" block loading={open.isPending} disabled={!ready} onClick={save}>
          {t('complaint.create')}
        </Button>
      }
    >
      <div className={css.form}>
        <Who id={customer} onPick={setCustomer} />
        <FormField label={t('complaint.what')} required problem={open.error} pointer="/title">
          {(props) => (
            <input
              {...props}
              className="control"
              maxLength={120}
              value={draft.title}
              onChange={(event) => set({ title: event.target.value })}
            />
          )}
        </FormField>
        <Chips
          label={t('complaint.category')}
          size="sm"
          value={draft.category}
          onChange={(category) => set({ category })}
          options={CATEGORIES.map((value) => ({ value, label: label('category', value) }))}
        />
        <Chips
          label={t('complaint.source')}
          size="sm"
          value={draft.source}
          onChange={(source) => set({ source })}
          options={SOURCES.map((value) => ({
            value: value as ComplaintCreate['source'],
            label: label('source', value),
          }))}
        />
        <Chips
          label={t('complaint.grade')}
          size="sm"
          value={draft.grade ?? 'normal'}
          onChange={(grade) => set({ grade })}
          options={GRADES.map((value) => ({ value, label: label('grade', value) }))}
        />
        <FormField label={t('complaint.description')} problem={open.error} pointer="/description">
          {(props) => (
            <textarea
              {...props}
              className="control"
              rows={3}
              maxLength={4000}
              value={draft.description ?? ''}
              onChange={(event) => set({ description: event.target.value })}
            />
          )}
        </FormField>
        <FormField label={t('complaint.demand')} problem={open.error} pointer="/demand">
          {(props) => (
            <input
              {...props}
              className="control"
              maxLength={1000}
              value={draft.demand ?? ''}
              onChange={(event) => set({ demand: event.target.value })}
            />
          )}
        </FormField>
        <FormErrors problem={open.error} pointers={['/title', '/description', '/demand']} />
      </div>
    </Sheet>
  );
}

function Who({ id, onPick }: { id: string; onPick: (id: string) => void }) {
  const { t } = useTranslation('aftersales');
  const [text, setText] = useState('');
  const known = useCustomerName(id);
  const hits = useCustomerSearch(id ? '' : text.trim());
  if (id) {
    return (
      <p className={css.line}>
        <strong className={css.name}>{known.data ? known.data.name || t('noName') : '…'}</strong>
        <span className={css.quiet}>{known.data?.mobile_masked}</span>
        <Button size="sm" variant="ghost" onClick={() => onPick('')}>
          {t('complaint.otherCustomer')}
        </Button>
      </p>
    );
  }
  return (
    <div className={css.hits}>
      <FormField label={t('field.customer')} hint={t('complaint.findHint')} required>
        {(props) => (
          <input
            {...props}
            type="search"
            className="control"
            autoComplete="off"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </FormField>
      {hits.data?.slice(0, 6).map((hit) => (
        <button key={hit.id} type="button" className={css.hit} onClick={() => onPick(hit.id)}>
          {hit.name || t('noName')} {hit.mobile_masked}
        </button>
      ))}
    </div>
  );
}
