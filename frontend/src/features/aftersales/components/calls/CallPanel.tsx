import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CareTaskOut } from '@/api/generated/aftersales/types.gen';
import { formatTime } from '@/lib/time';
import { toast } from '@/lib/toast';
import { Button } from '@/ui/Button';
import { StopIcon } from '@/ui/icons';
import { PathLink } from '@/ui/PathLink';
import { PhoneText } from '@/ui/PhoneText';
import { SidePanel } from '@/ui/SidePanel';
import { DetailSkeleton } from '@/ui/Skeleton';
import { SlaBadge } from '@/ui/SlaBadge';
import { ErrorState } from '@/ui/States';
import { useReveal } from '@/ui/sales/useCall';
import { StatusTag } from '@/ui/Tag';
import { useCall } from '../../hooks/useCalls';
import { RESULT_TONES, useCodeLabel } from '../../model';
import css from './Call.module.css';
import { CallDone } from './CallDone';
import { CallForm } from './CallForm';
import { NotReached } from './NotReached';

export interface CallPanelProps {
  id: string;
  onClose: () => void;
  onPrevious?: (() => void) | undefined;
  onNext?: (() => void) | undefined;
}

/** A call from dialling to its result, beside the queue. */
export function CallPanel({ id, onClose, onPrevious, onNext }: CallPanelProps) {
  const { t } = useTranslation('aftersales');
  const label = useCodeLabel();
  const query = useCall(id);
  const [missed, setMissed] = useState(false);
  const task = query.data;
  const open = task ? task.ended_at === null : false;
  const leave = onNext ?? onClose;
  return (
    <SidePanel
      title={task ? label('kind', task.kind) : t('call.title')}
      tags={
        task ? (
          <StatusTag tone={RESULT_TONES[task.status] ?? 'neutral'}>{label('status', task.status)}</StatusTag>
        ) : null
      }
      onClose={onClose}
      onPrevious={onPrevious}
      onNext={onNext}
      actions={
        open ? (
          <Button size="sm" icon={StopIcon} onClick={() => setMissed(true)}>
            {t('call.notReached')}
          </Button>
        ) : null
      }
    >
      {query.isPending ? <DetailSkeleton /> : null}
      {query.error && !task ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
      {task ? (
        <div className={css.stack}>
          <Who task={task} />
          {open ? (
            <CallForm
              key={task.id}
              task={task}
              onDone={(done) => {
                if (!done.complaint_id) toast(t('call.saved'), { tone: 'success' });
              }}
            />
          ) : (
            <CallDone task={task} />
          )}
          {missed ? (
            <NotReached
              task={task}
              onClose={() => setMissed(false)}
              onLogged={() => {
                setMissed(false);
                leave();
              }}
            />
          ) : null}
        </div>
      ) : null}
    </SidePanel>
  );
}

function Who({ task }: { task: CareTaskOut }) {
  const { t } = useTranslation('aftersales');
  const label = useCodeLabel();
  const reveal = useReveal();
  const ask = () => reveal.mutateAsync(task.customer_id);
  return (
    <div className={css.who}>
      <span className={css.line}>
        <PathLink className={css.name} href={`/customers/${task.customer_id}`}>
          {task.customer_name || t('noName')}
        </PathLink>
        <PhoneText masked={task.mobile_masked} onReveal={ask} onCall={ask} />
        {task.ended_at ? null : <SlaBadge due={task.act_at} />}
      </span>
      <span className={`${css.line} ${css.quiet}`}>
        {task.owned_vehicle_id ? (
          <PathLink href={`/owned-vehicles/${task.owned_vehicle_id}`}>
            {[task.model, task.plate].filter(Boolean).join(' · ')}
          </PathLink>
        ) : null}
        <span>{t('call.due', { at: formatTime(task.due_at, 'date') })}</span>
        <span>{task.assignee_name ?? t('unassigned')}</span>
      </span>
      {task.attempts_log.length > 0 ? (
        <ul>
          {task.attempts_log.map((attempt) => (
            <li key={attempt.id} className={css.attempt}>
              <span>{formatTime(attempt.at)}</span>
              <span>
                {label('method', attempt.method)} · {label('outcome', attempt.outcome)}
              </span>
              {attempt.actor_name ? <span>{attempt.actor_name}</span> : null}
              {attempt.note ? <span>{attempt.note}</span> : null}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
