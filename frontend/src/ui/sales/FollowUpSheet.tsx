import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FollowUpLog } from '@/api/generated/leads/types.gen';
import { randomId } from '@/lib/ids';
import { formatTime } from '@/lib/time';
import { toast } from '@/lib/toast';
import { Button } from '../Button';
import { Chips } from '../Chips';
import { DateTimeField } from '../DateField';
import { FormField } from '../FormField';
import { Kbd } from '../Kbd';
import { Sheet } from '../Sheet';
import css from './FollowUpSheet.module.css';
import { useSalesLabel } from './labels';
import { useLevels } from './settings';
import { type FollowUpTarget, nextContactQuery, useLogFollowUp } from './useFollowUp';

const OUTCOMES = ['connected', 'no_answer', 'not_now', 'busy', 'messaged', 'refused', 'wrong_number'] as const;
const METHODS = ['phone', 'wechat', 'sms', 'visit', 'email', 'other'] as const;
// Nobody spoke with the customer otherwise: the server then plans another try the same day.
const REACHED: readonly string[] = ['connected', 'not_now', 'refused'];
type Outcome = (typeof OUTCOMES)[number];
type Method = (typeof METHODS)[number];
type When = 'proposed' | 'tomorrow' | 'in_3_days' | 'in_7_days' | 'custom';

export interface FollowUpSheetProps {
  target: FollowUpTarget;
  onClose: () => void;
}

/** What came of a contact, in three taps or four keys: outcome, level with its proposed next date, save. */
export default function FollowUpSheet({ target, onClose }: FollowUpSheetProps) {
  const { t } = useTranslation('sales');
  const label = useSalesLabel();
  const { gradable, nameOf } = useLevels();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [level, setLevel] = useState(target.level ?? '');
  const [when, setWhen] = useState<When>('proposed');
  const [custom, setCustom] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const [method, setMethod] = useState<Method>('phone');
  const [idempotencyKey] = useState(randomId);
  const [asked, setAsked] = useState(false);
  const proposal = useQuery({ ...nextContactQuery(target.leadId, level), enabled: level !== '' });
  const log = useLogFollowUp(target.leadId, ({ lead }) => {
    const next = lead.next_contact_at;
    toast(next ? t('followUp.doneNext', { at: formatTime(next) }) : t('followUp.done'), { tone: 'success' });
  });
  const dates: Record<Exclude<When, 'custom'>, string | null> = {
    proposed: proposal.data?.proposed_at ?? null,
    tomorrow: choice('tomorrow'),
    in_3_days: choice('in_3_days'),
    in_7_days: choice('in_7_days'),
  };
  function choice(code: string): string | null {
    return proposal.data?.choices.find((item) => item.code === code)?.at ?? null;
  }
  const save = () => {
    if (!outcome) return setAsked(true);
    const at = when === 'custom' ? custom : when === 'proposed' ? null : dates[when];
    const body: FollowUpLog = {
      method,
      outcome,
      note: note.trim(),
      ...(level && level !== target.level ? { level } : {}),
      ...(at ? { next_contact_at: at } : {}),
    };
    onClose();
    log.mutate({ body, idempotencyKey });
  };
  useSheetKeys({
    digit: (index, shift) => {
      const pickWhen = (['tomorrow', 'in_3_days', 'in_7_days'] as const)[index];
      if (shift) return pickWhen && dates[pickWhen] && setWhen(pickWhen);
      const picked = OUTCOMES[index];
      if (picked) setOutcome(picked);
    },
    letter: (code) => gradable.some((item) => item.code === code) && setLevel(code),
    save,
  });
  const unreached = outcome !== null && !REACHED.includes(outcome);
  const byLevel = dates.proposed ? formatTime(dates.proposed, 'monthDay') : t('followUp.byLevel');
  const proposedLabel = unreached ? t('followUp.retry') : byLevel;
  const levels = gradable.some((item) => item.code === level) || !level ? gradable : [{ code: level }, ...gradable];
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('followUp.title', { name: target.customerName || t('noName') })}
      footer={
        <Button variant="primary" size="lg" block keys="enter" onClick={save}>
          {t('followUp.save')}
        </Button>
      }
    >
      <div className={css.form}>
        <Chips
          label={t('followUp.outcome')}
          value={outcome}
          onChange={setOutcome}
          error={asked && !outcome ? t('followUp.outcomeMissing') : null}
          options={OUTCOMES.map((value, index) => ({
            value,
            label: label('outcome', value),
            icon: <Kbd keys={String(index + 1)} />,
          }))}
        />
        <Chips
          label={t('followUp.level')}
          value={level}
          onChange={setLevel}
          options={levels.map(({ code }) => ({ value: code, label: code, hint: nameOf(code) }))}
        />
        <Chips
          label={t('followUp.next')}
          value={when}
          onChange={setWhen}
          options={[
            {
              value: 'proposed',
              label: proposedLabel,
              hint: unreached ? t('followUp.retryHint') : t('followUp.proposed', { level: level || '–' }),
            },
            ...(['tomorrow', 'in_3_days', 'in_7_days'] as const).map((value) => ({
              value,
              label: t(`followUp.${value}`),
              hint: dates[value] ? formatTime(dates[value]) : '–',
              disabled: !dates[value],
            })),
            { value: 'custom' as const, label: t('followUp.custom'), hint: t('followUp.customHint') },
          ]}
        />
        {when === 'custom' ? (
          <FormField label={t('followUp.customAt')} hideLabel>
            {(props) => <DateTimeField {...props} value={custom} onChange={setCustom} minuteStep={15} />}
          </FormField>
        ) : null}
        <FormField label={t('followUp.note')}>
          {(props) => (
            <textarea
              {...props}
              className={`control ${css.note}`}
              rows={2}
              maxLength={2000}
              placeholder={t('followUp.notePlaceholder')}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </FormField>
        <Chips
          label={t('followUp.method')}
          size="sm"
          value={method}
          onChange={setMethod}
          options={METHODS.map((value) => ({ value, label: label('method', value) }))}
        />
      </div>
    </Sheet>
  );
}

interface SheetKeys {
  digit: (index: number, shift: boolean) => void;
  letter: (code: string) => void;
  save: () => void;
}

/** 1–7 outcome, letters level, shift+1–3 date, Enter saves; silent while the note is being typed. */
function useSheetKeys(keys: SheetKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.isComposing || event.altKey || !act(event, latest.current)) return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}

/** @returns whether the key meant something here */
function act(event: KeyboardEvent, keys: SheetKeys): boolean {
  const target = event.target as HTMLElement | null;
  const typing = target?.matches('textarea, input:not([type=radio]), select') ?? false;
  const command = event.ctrlKey || event.metaKey;
  if (event.key === 'Enter') {
    const mine = command || !(typing || target?.tagName === 'BUTTON');
    if (mine) keys.save();
    return mine;
  }
  if (typing || command) return false;
  const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
  if (digit) keys.digit(Number(digit) - 1, event.shiftKey);
  else if (/^[a-z]$/i.test(event.key)) keys.letter(event.key.toUpperCase());
  return Boolean(digit) || /^[a-z]$/i.test(event.key);
}
