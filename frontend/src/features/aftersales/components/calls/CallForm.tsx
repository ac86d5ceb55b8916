import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CareTaskOut, LatentNeed } from '@/api/generated/aftersales/types.gen';
import { randomId } from '@/lib/ids';
import { Button } from '@/ui/Button';
import { Chips } from '@/ui/Chips';
import { FormErrors } from '@/ui/FormErrors';
import { FormField } from '@/ui/FormField';
import { useCompleteCall } from '../../hooks/useCalls';
import { useBilingual, useCodeLabel } from '../../model';
import { type Draft, errorOf, missingIn, toAnswers } from './answers';
import css from './Call.module.css';
import { Questions } from './Questions';

const NEEDS = ['repurchase', 'trade_in', 'renewal', 'maintenance', 'accessories', 'referral', 'other'] as const;

/** Script and questions; what was heard goes to the server in one piece. `onDone` after it is saved. */
export function CallForm({ task, onDone }: { task: CareTaskOut; onDone: (task: CareTaskOut) => void }) {
  const { t } = useTranslation('aftersales');
  const both = useBilingual();
  const label = useCodeLabel();
  const [draft, setDraft] = useState<Draft>({});
  const [note, setNote] = useState('');
  const [km, setKm] = useState('');
  const [need, setNeed] = useState<LatentNeed | null>(null);
  const [lead, setLead] = useState(false);
  const [asked, setAsked] = useState(false);
  const [key] = useState(randomId);
  const complete = useCompleteCall(task.id);
  const { questions } = task.questionnaire;
  const missing = missingIn(questions, draft);
  const sent = toAnswers(questions, draft);
  const save = () => {
    setAsked(true);
    if (missing[0]) {
      document.querySelector(`[data-question="${CSS.escape(missing[0])}"]`)?.scrollIntoView({ block: 'center' });
      return;
    }
    complete.mutate(
      {
        key,
        body: {
          answers: sent,
          note: note.trim(),
          lead_wanted: lead,
          ...(need ? { latent_need: need } : {}),
          ...(km.trim() ? { odometer_km: Number(km) } : {}),
        },
      },
      { onSuccess: onDone },
    );
  };
  const opening = both({ zh: task.questionnaire.opening_zh ?? '', en: task.questionnaire.opening_en ?? '' });
  return (
    <div className={css.stack}>
      {opening ? <p className={css.script}>{opening}</p> : null}
      <Questions
        questions={questions}
        draft={draft}
        onAnswer={(code, answer) => setDraft({ ...draft, [code]: answer })}
        errorAt={(code) => (asked && missing.includes(code) ? t('call.missing') : errorOf(complete.error, sent, code))}
      />
      <div className={css.more}>
        <Chips
          label={t('call.need')}
          size="sm"
          value={need}
          onChange={(value) => setNeed(value === need ? null : value)}
          options={NEEDS.map((value) => ({ value, label: label('need', value) }))}
        />
        {need ? (
          <label className={css.check}>
            <input type="checkbox" checked={lead} onChange={(event) => setLead(event.target.checked)} />
            {t('call.leadWanted')}
          </label>
        ) : null}
        <div className={css.pair}>
          <FormField label={t('call.km')} problem={complete.error} pointer="/odometer_km">
            {(props) => (
              <input
                {...props}
                className="control"
                inputMode="numeric"
                maxLength={7}
                value={km}
                onChange={(event) => setKm(event.target.value.replace(/\D/g, ''))}
              />
            )}
          </FormField>
          <FormField label={t('call.note')}>
            {(props) => (
              <input
                {...props}
                className="control"
                maxLength={2000}
                value={note}
                onChange={(event) => setNote(event.target.value)}
              />
            )}
          </FormField>
        </div>
        <FormErrors problem={complete.error} pointers={['/answers', '/odometer_km']} />
        <Button variant="primary" size="lg" block loading={complete.isPending} onClick={save}>
          {t('call.finish')}
        </Button>
      </div>
    </div>
  );
}
