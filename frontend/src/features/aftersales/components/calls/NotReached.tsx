import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttemptOutcome, CareTaskOut } from '@/api/generated/aftersales/types.gen';
import { formatTime } from '@/lib/time';
import { toast } from '@/lib/toast';
import { Button } from '@/ui/Button';
import { Chips } from '@/ui/Chips';
import { DateTimeField } from '@/ui/DateField';
import { FormField } from '@/ui/FormField';
import { Sheet } from '@/ui/Sheet';
import { useLogAttempt } from '../../hooks/useCalls';
import { useCodeLabel } from '../../model';
import css from './Call.module.css';

const OUTCOMES = ['no_answer', 'busy', 'switched_off', 'call_later', 'wrong_number', 'refused'] as const;
const FINAL: readonly string[] = ['wrong_number', 'refused'];

export interface NotReachedProps {
  task: CareTaskOut;
  onClose: () => void;
  onLogged: () => void;
}

/** The call did not become a conversation: why, and when it is tried again (proposed by the rules). */
export function NotReached({ task, onClose, onLogged }: NotReachedProps) {
  const { t } = useTranslation('aftersales');
  const label = useCodeLabel();
  const [outcome, setOutcome] = useState<AttemptOutcome>('no_answer');
  const [at, setAt] = useState(task.next_attempt_proposal);
  const log = useLogAttempt(task.id);
  const ends = FINAL.includes(outcome);
  const save = () =>
    log.mutate(
      { body: { outcome, ...(at && at !== task.next_attempt_proposal && !ends ? { next_attempt_at: at } : {}) } },
      {
        onSuccess: (next) => {
          const open = !['failed', 'unreachable', 'no_more'].includes(next.status);
          toast(open ? t('call.tryAt', { at: formatTime(next.act_at) }) : label('status', next.status), {
            tone: open ? 'success' : 'neutral',
          });
          onLogged();
        },
      },
    );
  return (
    <Sheet
      open
      onClose={onClose}
      width="sm"
      title={t('call.notReached')}
      footer={
        <Button variant="primary" size="lg" block loading={log.isPending} onClick={save}>
          {t('call.saveAttempt')}
        </Button>
      }
    >
      <div className={css.stack}>
        <Chips
          label={t('call.outcome')}
          value={outcome}
          onChange={setOutcome}
          options={OUTCOMES.map((value) => ({ value, label: label('outcome', value) }))}
        />
        {ends ? (
          <p className={css.quiet}>{t(outcome === 'refused' ? 'call.endsRefused' : 'call.endsWrong')}</p>
        ) : (
          <FormField label={t('call.next')} hint={t('call.nextHint')}>
            {(props) => <DateTimeField {...props} value={at} onChange={setAt} minuteStep={15} />}
          </FormField>
        )}
      </div>
    </Sheet>
  );
}
