import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from '@/lib/toast';
import { Avatar } from '@/ui/Avatar';
import { Sheet } from '@/ui/Sheet';
import { RowsSkeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { StatusTag } from '@/ui/Tag';
import { useReassign } from '../hooks/mutations';
import { useAdvisers } from '../hooks/queries';
import { byOwner, type LeadRow } from '../model';
import css from './Lead.module.css';

export type Reassignable = Pick<LeadRow, 'id' | 'owner_id' | 'customer_name' | 'store_id'>;

export interface ReassignSheetProps {
  rows: readonly Reassignable[];
  onClose: () => void;
  onDone?: () => void;
}

/** Pick a person and it is done; the toast takes it back, what failed is listed with its reason. */
export function ReassignSheet({ rows, onClose, onDone }: ReassignSheetProps) {
  const { t } = useTranslation(['leads', 'app']);
  const advisers = useAdvisers(rows[0]?.store_id);
  const reassign = useReassign();
  const [failed, setFailed] = useState<{ id: string; name: string; detail: string }[] | null>(null);
  const undo = (done: readonly Reassignable[]) => {
    for (const [owner_id, lead_ids] of byOwner(done))
      reassign.mutate({ lead_ids, owner_id, reason: t('reassign.undone') });
  };
  const pick = (owner_id: string, name: string) =>
    reassign.mutate(
      { lead_ids: rows.map((row) => row.id), owner_id, reason: t('reassign.reason') },
      {
        onSuccess: ({ results }) => {
          const wrong = results.filter((result) => !result.ok);
          const done = rows.filter((row) => results.some((result) => result.ok && result.lead_id === row.id));
          if (done.length > 0)
            toast(t('reassign.done', { count: done.length, name }), { tone: 'success', undo: () => undo(done) });
          onDone?.();
          if (wrong.length === 0) return onClose();
          setFailed(
            wrong.map(({ lead_id, code, detail }) => ({
              id: lead_id,
              name: rows.find((row) => row.id === lead_id)?.customer_name ?? '',
              detail: detail ?? code ?? '',
            })),
          );
        },
      },
    );
  return (
    <Sheet open onClose={onClose} title={t('reassign.title', { count: rows.length })} width="sm">
      {failed ? (
        <ul className={css.results}>
          {failed.map((item) => (
            <li key={item.id}>
              <strong>{item.name}</strong> {item.detail}
            </li>
          ))}
        </ul>
      ) : advisers.isPending ? (
        <RowsSkeleton rows={4} />
      ) : advisers.error ? (
        <ErrorState compact error={advisers.error} onRetry={() => void advisers.refetch()} />
      ) : advisers.data.length === 0 ? (
        <EmptyState compact title={t('reassign.nobody')} />
      ) : (
        <ul className={css.people}>
          {advisers.data.map((person, index) => (
            <li key={person.id}>
              <button
                type="button"
                className={css.person}
                disabled={reassign.isPending || person.on_leave}
                {...(index === 0 ? { 'data-autofocus': '' } : {})}
                onClick={() => pick(person.id, person.name)}
              >
                <Avatar name={person.name} size="sm" />
                <span className={css.grow}>
                  {person.name}{' '}
                  <span className={css.quiet}>
                    {person.roles.map((role) => t(`app:role.${role}`, { defaultValue: role })).join(' ')}
                  </span>
                </span>
                {person.on_leave ? <StatusTag>{t('reassign.onLeave')}</StatusTag> : null}
              </button>
            </li>
          ))}
        </ul>
      )}
    </Sheet>
  );
}
