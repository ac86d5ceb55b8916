import { useTranslation } from 'react-i18next';
import type { FollowUpOut } from '@/api/generated/leads/types.gen';
import { formatTime } from '@/lib/time';
import { FlagIcon, PhoneIcon, RightIcon, StarIcon } from '@/ui/icons';
import { RowsSkeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { useSalesLabel } from '@/ui/sales/labels';
import { Timeline, type TimelineEntry } from '@/ui/Timeline';
import { useFollowUps } from '../hooks/queries';
import type { LeadOut } from '../model';

const REACHED: readonly string[] = ['connected', 'not_now', 'refused'];

/** Contacts, level changes and stages in one line of time, newest first. */
export function LeadHistory({ lead }: { lead: LeadOut }) {
  const { t } = useTranslation('leads');
  const label = useSalesLabel();
  const { t: sales } = useTranslation('sales');
  // A reason is somebody's words or the code of what happened.
  const why = (reason: string) =>
    sales([`moveReason.${reason}`, `closeReason.${reason}`, `outcome.${reason}`], { defaultValue: reason });
  const followUps = useFollowUps(lead.id);
  if (followUps.isPending) return <RowsSkeleton rows={3} />;
  if (followUps.error) return <ErrorState compact error={followUps.error} onRetry={() => void followUps.refetch()} />;
  const contact = (item: FollowUpOut): TimelineEntry => ({
    id: item.id,
    at: item.at,
    icon: PhoneIcon,
    tone: REACHED.includes(item.outcome) ? 'success' : 'neutral',
    title: `${label('method', item.method)} · ${label('outcome', item.outcome)}`,
    by: item.actor_name,
    body: (
      <>
        {item.note ? <p>{item.note}</p> : null}
        {item.objections.length > 0 ? (
          <p>{item.objections.map((code) => label('objection', code)).join(' · ')}</p>
        ) : null}
        {item.next_contact_at ? <p>{t('history.next', { at: formatTime(item.next_contact_at) })}</p> : null}
      </>
    ),
  });
  const entries: TimelineEntry[] = [
    ...followUps.data.map(contact),
    ...lead.levels.map((move) => ({
      id: `level-${move.at}-${move.new}`,
      at: move.at,
      icon: StarIcon,
      tone: 'violet' as const,
      title: move.old
        ? t('history.level', { old: move.old, level: move.new })
        : t('history.firstLevel', { level: move.new }),
      by: move.actor_name,
      body: move.reason ? why(move.reason) : undefined,
    })),
    ...lead.stages.map((move) => ({
      id: `stage-${move.at}-${move.new}`,
      at: move.at,
      icon: move.new === 'new' ? FlagIcon : RightIcon,
      tone: 'info' as const,
      title: t('history.stage', { stage: label('stage', move.new) }),
      by: move.actor_name,
      body: move.reason ? why(move.reason) : undefined,
    })),
  ].sort((a, b) => b.at.localeCompare(a.at));
  if (entries.length === 0) return <EmptyState compact title={t('history.empty')} />;
  return <Timeline label={t('panel.history')} entries={entries} />;
}
