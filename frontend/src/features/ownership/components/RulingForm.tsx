import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from '@/lib/toast';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { Chips } from '@/ui/Chips';
import { FormErrors } from '@/ui/FormErrors';
import { FormField } from '@/ui/FormField';
import { useRule } from '../hooks';
import { type DisputeOut, RULINGS, type Ruling } from '../model';
import css from './Ownership.module.css';

/** Keep, transfer or split; starts at what the evidence speaks for. */
export function RulingForm({ dispute }: { dispute: DisputeOut }) {
  const { t } = useTranslation('ownership');
  const rule = useRule(dispute.id);
  const [ruling, setRuling] = useState<Ruling>((dispute.evidence?.suggestion.ruling as Ruling) ?? 'keep');
  const [percent, setPercent] = useState('50');
  const [transfer, setTransfer] = useState(false);
  const [note, setNote] = useState('');
  const [asked, setAsked] = useState(false);
  const submit = () => {
    if (!note.trim()) return setAsked(true);
    rule.mutate(
      { ruling, claimant_percent: Number(percent) || 50, transfer: ruling === 'split' && transfer, note: note.trim() },
      { onSuccess: () => toast(t('ruling.done'), { tone: 'success' }) },
    );
  };
  return (
    <Card title={t('ruling.label')}>
      <div className={css.form}>
        <FormErrors problem={rule.error} pointers={['/note', '/claimant_percent']} />
        <Chips<Ruling>
          hideLabel
          label={t('ruling.label')}
          value={ruling}
          onChange={setRuling}
          options={RULINGS.map((value) => ({ value, label: t(`ruling.${value}`) }))}
        />
        {ruling === 'split' ? (
          <div className={css.line}>
            <FormField label={t('ruling.percent')} problem={rule.error} pointer="/claimant_percent">
              {(props) => (
                <input
                  {...props}
                  className={`control ${css.narrow}`}
                  inputMode="numeric"
                  maxLength={2}
                  value={percent}
                  onChange={(event) => setPercent(event.target.value.replace(/\D/g, ''))}
                />
              )}
            </FormField>
            <label className={css.check}>
              <input type="checkbox" checked={transfer} onChange={(event) => setTransfer(event.target.checked)} />
              {t('ruling.handOver')}
            </label>
          </div>
        ) : null}
        <FormField
          label={t('ruling.note')}
          error={asked && !note.trim() ? t('ruling.noteMissing') : null}
          problem={rule.error}
          pointer="/note"
          required
        >
          {(props) => (
            <textarea
              {...props}
              className="control"
              rows={2}
              maxLength={1000}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </FormField>
        <Button variant="primary" size="lg" block loading={rule.isPending} onClick={submit}>
          {t('ruling.submit')}
        </Button>
      </div>
    </Card>
  );
}
