import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from '@/lib/toast';
import { Button } from '@/ui/Button';
import { Chips } from '@/ui/Chips';
import { FormErrors } from '@/ui/FormErrors';
import { FormField } from '@/ui/FormField';
import { Sheet } from '@/ui/Sheet';
import { useLossReasons } from '@/ui/sales/losses';
import { useReport } from '../hooks';
import { RESULTS, type Result, type VerificationRow } from '../model';
import css from './Losses.module.css';
import { LossFacts } from './LossFacts';

/** Three taps: what the customer said, the real reason where it differs, save. */
export function ReportSheet({ row, onClose }: { row: VerificationRow; onClose: () => void }) {
  const { t } = useTranslation('losses');
  const { reasons, nameOf } = useLossReasons();
  const report = useReport();
  const [result, setResult] = useState<Result>('confirmed');
  const [found, setFound] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const submit = () =>
    report.mutate(
      { id: row.id, result, note: note.trim(), ...(result === 'differs' && found ? { found_reason: found } : {}) },
      {
        onSuccess: ({ done_at, lead_reopened }) => {
          toast(t(lead_reopened ? 'calls.reopened' : done_at ? 'calls.saved' : 'calls.again'), { tone: 'success' });
          onClose();
        },
      },
    );
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('calls.sheet', { name: row.customer_name || t('noName') })}
      footer={
        <Button variant="primary" size="lg" block loading={report.isPending} onClick={submit}>
          {t('calls.submit')}
        </Button>
      }
    >
      <div className={css.form}>
        <FormErrors problem={report.error} pointers={['/found_reason']} />
        <LossFacts {...row} />
        <Chips<Result>
          label={t('calls.result')}
          value={result}
          onChange={setResult}
          options={RESULTS.map((value) => ({
            value,
            label: t(`result.${value}`),
            hint: t(`resultHint.${value}`),
          }))}
        />
        {result === 'differs' ? (
          <FormField label={t('calls.found')} problem={report.error} pointer="/found_reason" required>
            {(props) => (
              <select
                {...props}
                className="control"
                value={found ?? ''}
                onChange={(event) => setFound(event.target.value || null)}
              >
                <option value="">–</option>
                {reasons
                  .filter((reason) => reason.code !== row.reason)
                  .map((reason) => (
                    <option key={reason.code} value={reason.code}>
                      {nameOf(reason.code)}
                    </option>
                  ))}
              </select>
            )}
          </FormField>
        ) : null}
        <FormField label={t('calls.note')}>
          {(props) => (
            <textarea
              {...props}
              className="control"
              rows={3}
              maxLength={1000}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </FormField>
      </div>
    </Sheet>
  );
}
