import { useTranslation } from 'react-i18next';
import { formatTime } from '@/lib/time';
import { Chips } from '@/ui/Chips';
import { SignalTag, TemperatureTag } from '@/ui/interest/Badges';
import { ScoreWhy } from '@/ui/interest/ScoreWhy';
import { KeyValue } from '@/ui/KeyValue';
import { PhoneText } from '@/ui/PhoneText';
import { SlaBadge } from '@/ui/SlaBadge';
import { type Step, Steps } from '@/ui/Steps';
import { ROAD, STAGE_TONES, useSalesLabel } from '@/ui/sales/labels';
import { useLossReasons } from '@/ui/sales/losses';
import { useLevels } from '@/ui/sales/settings';
import { useReveal } from '@/ui/sales/useCall';
import { StatusTag } from '@/ui/Tag';
import { useGrade } from '../hooks/mutations';
import type { LeadOut } from '../model';
import { Assignment } from './Assignment';
import css from './Lead.module.css';
import { LeadHistory } from './LeadHistory';
import { OwnershipCard } from './OwnershipCard';

/** Clock, stages, level, facts, why this adviser, and everything that was done. */
export function LeadBody({ lead, seller }: { lead: LeadOut; seller: boolean }) {
  const { t } = useTranslation('leads');
  const label = useSalesLabel();
  const reveal = useReveal();
  return (
    <div className={css.stack}>
      <ResponseClock lead={lead} />
      <Steps label={t('panel.stages')} steps={stepsOf(lead, (stage) => label('stage', stage))} />
      {seller && lead.is_open ? <LevelPicker lead={lead} /> : null}
      <div className={css.toolbar}>
        <TemperatureTag layer={lead.temperature} />
        <SignalTag signal={lead.signal} />
      </div>
      <ScoreWhy leadId={lead.id} score={lead.score ?? null} reasons={lead.score_reasons ?? []} />
      <KeyValue
        items={[
          {
            id: 'mobile',
            label: t('panel.mobile'),
            value: <PhoneText masked={lead.mobile_masked} onReveal={() => reveal.mutateAsync(lead.customer_id)} />,
          },
          { id: 'wanted', label: t('column.wanted'), value: lead.wanted },
          { id: 'kind', label: t('create.kind'), value: label('kind', lead.kind) },
          {
            id: 'source',
            label: t('column.source'),
            value: `${label('source', lead.source)} · ${label('channel', lead.channel)}`,
          },
          { id: 'owner', label: t('column.owner'), value: lead.owner_name ?? t('unassigned') },
          { id: 'next', label: t('panel.next'), value: lead.next_contact_at ? formatTime(lead.next_contact_at) : null },
          { id: 'created', label: t('column.created'), value: formatTime(lead.created_at) },
          { id: 'touches', label: t('panel.touches'), value: lead.touch_count },
          ...(lead.comments ? [{ id: 'comments', label: t('create.comments'), value: lead.comments, wide: true }] : []),
        ]}
      />
      <OwnershipCard customerId={lead.customer_id} />
      {seller ? <Assignment leadId={lead.id} /> : null}
      <section className={css.section}>
        <h3>{t('panel.history')}</h3>
        <LeadHistory lead={lead} />
      </section>
    </div>
  );
}

function stepsOf(lead: LeadOut, nameOf: (stage: string) => string): Step[] {
  const at = ROAD.indexOf(lead.stage as (typeof ROAD)[number]);
  if (at < 0)
    return [
      { id: lead.stage, label: nameOf(lead.stage), state: 'failed', note: formatTime(lead.closed_at, 'monthDay') },
    ];
  return ROAD.map((stage, index) => ({
    id: stage,
    label: nameOf(stage),
    state: index < at ? ('done' as const) : index === at ? ('current' as const) : ('todo' as const),
  }));
}

function ResponseClock({ lead }: { lead: LeadOut }) {
  const { t } = useTranslation('leads');
  const label = useSalesLabel();
  const losses = useLossReasons();
  const reasonOf = (code: string) =>
    losses.all.some((one) => one.code === code) ? losses.nameOf(code) : label('closeReason', code);
  if (!lead.is_open)
    return (
      <div className={css.clock}>
        <StatusTag tone={STAGE_TONES[lead.stage] ?? 'neutral'}>{label('stage', lead.stage)}</StatusTag>
        {lead.close_reason ? <span>{reasonOf(lead.close_reason)}</span> : null}
      </div>
    );
  if (!lead.response_due_at) return null;
  return (
    <div className={css.clock}>
      <span>{t('panel.response')}</span>
      <SlaBadge due={lead.response_due_at} doneAt={lead.first_response_at} soonSeconds={120} />
      <span className={css.quiet}>
        {lead.first_response_at
          ? t('panel.answered', { at: formatTime(lead.first_response_at) })
          : t('panel.dueAt', { at: formatTime(lead.response_due_at) })}
      </span>
      {lead.response_deferred && !lead.first_response_at ? <StatusTag>{t('panel.deferred')}</StatusTag> : null}
      {lead.escalation_step > 0 ? (
        <StatusTag tone="danger">{t('panel.escalated', { step: lead.escalation_step })}</StatusTag>
      ) : null}
    </div>
  );
}

function LevelPicker({ lead }: { lead: LeadOut }) {
  const { t } = useTranslation('leads');
  const { gradable, nameOf } = useLevels();
  const grade = useGrade();
  return (
    <Chips
      label={t('column.level')}
      size="sm"
      value={lead.level}
      onChange={(level) => grade.mutate({ id: lead.id, level, reason: t('panel.gradedByHand') })}
      options={gradable.map(({ code }) => ({ value: code, label: `${code} ${nameOf(code)}` }))}
    />
  );
}
