import { useTranslation } from 'react-i18next';
import type { ComplaintOut } from '@/api/generated/aftersales/types.gen';
import { formatTime } from '@/lib/time';
import { useComplaintWords } from '@/ui/complaint';
import { CheckCircleIcon, FireIcon, FlagIcon, FormIcon, PhoneIcon, UndoIcon } from '@/ui/icons';
import { KeyValue } from '@/ui/KeyValue';
import { MoneyText } from '@/ui/MoneyText';
import { PathLink } from '@/ui/PathLink';
import { SlaBadge } from '@/ui/SlaBadge';
import { StatusTag, type Tone } from '@/ui/Tag';
import { Timeline, type TimelineEntry } from '@/ui/Timeline';
import { useCodeLabel } from '../../model';
import css from './Complaint.module.css';

const LOOKS: Record<string, { icon: TimelineEntry['icon']; tone: Tone }> = {
  open: { icon: FlagIcon, tone: 'danger' },
  overdue: { icon: FireIcon, tone: 'danger' },
  satisfied: { icon: CheckCircleIcon, tone: 'success' },
  agree: { icon: CheckCircleIcon, tone: 'success' },
  dissatisfied: { icon: UndoIcon, tone: 'danger' },
  decline: { icon: UndoIcon, tone: 'warning' },
  reopen: { icon: UndoIcon, tone: 'danger' },
  unreached: { icon: PhoneIcon, tone: 'neutral' },
};

export function ComplaintBody({ complaint }: { complaint: ComplaintOut }) {
  const { t } = useTranslation('aftersales');
  const label = useCodeLabel();
  const words = useComplaintWords();
  const money =
    complaint.compensation === 'none' ? 'neutral' : complaint.compensation === 'pending' ? 'warning' : 'success';
  return (
    <div className={css.stack}>
      <div>
        <p className={css.name}>{words.title(complaint)}</p>
        <p className={css.quiet}>
          <PathLink href={`/customers/${complaint.customer_id}`}>{complaint.customer_name || t('noName')}</PathLink>
          {complaint.owned_vehicle_id ? (
            <PathLink href={`/owned-vehicles/${complaint.owned_vehicle_id}`}>
              {[complaint.model, complaint.plate].filter(Boolean).join(' · ')}
            </PathLink>
          ) : null}
          {complaint.care_task_id ? (
            <PathLink href={`/call-backs?bucket=closed&open=${complaint.care_task_id}`}>
              {t('complaint.toCall')}
            </PathLink>
          ) : null}
        </p>
      </div>
      {complaint.warnings.map((code) => (
        <p key={code} className={css.warn} role="status">
          {label('warning', code)}
        </p>
      ))}
      <Clocks complaint={complaint} />
      <KeyValue
        items={[
          { id: 'assignee', label: t('field.assignee'), value: complaint.assignee_name ?? t('unassigned') },
          { id: 'category', label: t('complaint.category'), value: label('category', complaint.category) },
          { id: 'source', label: t('complaint.source'), value: label('source', complaint.source) },
          { id: 'opened', label: t('complaint.openedAt'), value: formatTime(complaint.opened_at) },
          ...[
            {
              id: 'low',
              label: t('complaint.lowAnswers'),
              value: words.lowAnswers(complaint).map((line) => <div key={line}>{line}</div>),
              wide: true,
            },
            { id: 'description', label: t('complaint.description'), value: complaint.description, wide: true },
            { id: 'demand', label: t('complaint.demand'), value: complaint.demand, wide: true },
            { id: 'cause', label: t('complaint.cause'), value: complaint.cause, wide: true },
            { id: 'proposal', label: t('complaint.proposal'), value: complaint.proposal, wide: true },
          ].filter((item) => item.value && item.value.length > 0),
          ...(complaint.compensation_fen > 0
            ? [
                {
                  id: 'money',
                  label: t('complaint.compensation'),
                  wide: true,
                  value: (
                    <span className={css.line}>
                      <MoneyText fen={complaint.compensation_fen} />
                      <StatusTag tone={money}>{label('compensation', complaint.compensation)}</StatusTag>
                    </span>
                  ),
                },
              ]
            : []),
        ]}
      />
      <h3 className={css.head}>{t('complaint.history')}</h3>
      <Timeline
        label={t('complaint.history')}
        entries={[...complaint.steps].reverse().map((step) => ({
          id: step.id,
          at: step.at,
          ...(LOOKS[step.step] ?? { icon: FormIcon, tone: 'neutral' as Tone }),
          title: label('step', step.step),
          by: step.actor_name,
          body: step.note ? <span className={css.text}>{step.note}</span> : undefined,
        }))}
      />
    </div>
  );
}

/** What was promised by when; replaced clocks (a reopening starts new ones) are not shown. */
function Clocks({ complaint }: { complaint: ComplaintOut }) {
  const label = useCodeLabel();
  const clocks = complaint.clocks.filter((clock) => !clock.replaced_at);
  if (clocks.length === 0) return null;
  return (
    <div className={css.clocks}>
      {clocks.map((clock) => (
        <div key={`${clock.kind}${clock.started_at}`} className={css.clock}>
          <span>{label('clock', clock.kind)}</span>
          <SlaBadge due={clock.due_at} doneAt={clock.met_at} soonSeconds={7200} />
          <span className={css.quiet}>{formatTime(clock.due_at)}</span>
        </div>
      ))}
    </div>
  );
}
