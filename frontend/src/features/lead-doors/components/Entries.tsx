import { useTranslation } from 'react-i18next';
import type { WebFormOut } from '@/api/generated/leads/types.gen';
import { formatTime } from '@/lib/time';
import { PathLink } from '@/ui/PathLink';
import { Sheet } from '@/ui/Sheet';
import { RowsSkeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { StatusTag } from '@/ui/Tag';
import { useEntries } from '../hooks';
import css from './Doors.module.css';

/** What came by a form, newest first, with what became of it. */
export function Entries({ form, onClose }: { form: WebFormOut; onClose: () => void }) {
  const { t } = useTranslation('lead-doors');
  const entries = useEntries(form.id);
  return (
    <Sheet open onClose={onClose} title={`${form.name} · ${t('form.entries')}`}>
      {entries.isPending ? <RowsSkeleton rows={4} /> : null}
      {entries.error ? <ErrorState compact error={entries.error} onRetry={() => void entries.refetch()} /> : null}
      {entries.data?.length === 0 ? <EmptyState compact title={t('form.noEntries')} /> : null}
      <ul className={css.rows}>
        {entries.data?.map((entry) => (
          <li key={entry.id} className={css.row}>
            <span className={css.line}>
              <span className={css.small}>{formatTime(entry.at)}</span>
              <StatusTag tone={entry.outcome === 'taken' ? 'success' : 'warning'}>
                {t(`outcome.${entry.outcome}`)}
              </StatusTag>
              {entry.reason ? <span>{t(`reason.${entry.reason}`, { defaultValue: entry.reason })}</span> : null}
            </span>
            {entry.lead_id ? (
              <PathLink href={`/leads?open=${entry.lead_id}`}>{t('toLead')}</PathLink>
            ) : (
              <PathLink href="/intakes">{t('toQuarantine')}</PathLink>
            )}
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
