import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/ui/Button';
import { Chips } from '@/ui/Chips';
import { FormField } from '@/ui/FormField';
import { Sheet } from '@/ui/Sheet';
import { useSalesLabel } from '@/ui/sales/labels';
import { useCloseWithUndo } from '../hooks/mutations';
import css from './Lead.module.css';

const REASONS = {
  lost: [
    'bought_competitor',
    'bought_elsewhere',
    'price',
    'no_stock',
    'finance_refused',
    'trade_in_value',
    'plan_dropped',
    'other',
  ],
  invalid: ['wrong_number', 'not_a_buyer', 'duplicate', 'spam', 'other'],
  frozen: ['later', 'waiting_new_model', 'no_contact', 'other'],
} as const;
type Outcome = keyof typeof REASONS;

/** Lost, invalid or frozen: always with a reason, for a competitor also which. */
export function CloseSheet({ leadId, onClose }: { leadId: string; onClose: () => void }) {
  const { t } = useTranslation('leads');
  const label = useSalesLabel();
  const close = useCloseWithUndo();
  const [outcome, setOutcome] = useState<Outcome>('lost');
  const [reason, setReason] = useState<string | null>(null);
  const [competitor, setCompetitor] = useState('');
  const [note, setNote] = useState('');
  const [asked, setAsked] = useState(false);
  const submit = () => {
    if (!reason) return setAsked(true);
    onClose();
    close(leadId, {
      outcome,
      reason,
      note: note.trim(),
      ...(competitor.trim() ? { competitor: competitor.trim() } : {}),
    });
  };
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('close.title')}
      footer={
        <Button variant="danger" size="lg" block onClick={submit}>
          {t(`close.submit.${outcome}`)}
        </Button>
      }
    >
      <div className={css.form}>
        <Chips
          label={t('close.outcome')}
          value={outcome}
          onChange={(value) => {
            setOutcome(value);
            setReason(null);
          }}
          options={(['lost', 'invalid', 'frozen'] as const).map((value) => ({
            value,
            label: label('stage', value),
            hint: t(`close.hint.${value}`),
          }))}
        />
        <Chips
          label={t('close.reason')}
          value={reason}
          onChange={setReason}
          error={asked && !reason ? t('close.reasonMissing') : null}
          options={REASONS[outcome].map((value) => ({ value, label: label('closeReason', value) }))}
        />
        {reason === 'bought_competitor' ? (
          <FormField label={t('close.competitor')}>
            {(props) => (
              <input
                {...props}
                className="control"
                maxLength={100}
                value={competitor}
                onChange={(event) => setCompetitor(event.target.value)}
              />
            )}
          </FormField>
        ) : null}
        <FormField label={t('close.note')}>
          {(props) => (
            <textarea
              {...props}
              className="control"
              rows={2}
              maxLength={2000}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </FormField>
      </div>
    </Sheet>
  );
}
