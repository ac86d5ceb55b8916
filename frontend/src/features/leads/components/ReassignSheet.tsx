import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TransferCreate } from '@/api/generated/leads/types.gen';
import { randomId } from '@/lib/ids';
import { toast } from '@/lib/toast';
import { Avatar } from '@/ui/Avatar';
import { Button } from '@/ui/Button';
import { InboxIcon, SwapIcon } from '@/ui/icons';
import { Sheet } from '@/ui/Sheet';
import { RowsSkeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { StatusTag } from '@/ui/Tag';
import { useTransfer, useUndoTransfer } from '../hooks/mutations';
import { useReceivers, useTransferPreview } from '../hooks/queries';
import type { LeadRow } from '../model';
import css from './Lead.module.css';

export type Reassignable = Pick<LeadRow, 'id' | 'customer_id' | 'customer_name'>;

export interface ReassignSheetProps {
  rows: readonly Reassignable[];
  onClose: () => void;
  onDone?: () => void;
}

/** Pick a person and it is done; the toast takes it back on the server, what failed is listed with its reason. */
export function ReassignSheet({ rows, onClose, onDone }: ReassignSheetProps) {
  const { t } = useTranslation(['leads', 'app']);
  const receivers = useReceivers();
  const transfer = useTransfer();
  const undo = useUndoTransfer();
  const keys = useRef(new Map<string, string>());
  const [failed, setFailed] = useState<{ id: string; name: string; code: string }[] | null>(null);
  const pick = (to: Pick<TransferCreate, 'mode' | 'owner_id'>, name: string) => {
    // The same answer twice is one transfer; another answer is another.
    const target = to.owner_id ?? to.mode ?? '';
    const idempotencyKey = keys.current.get(target) ?? randomId();
    keys.current.set(target, idempotencyKey);
    transfer.mutate(
      { idempotencyKey, lead_ids: rows.map((row) => row.id), ...to, reason: t('reassign.reason') },
      {
        onSuccess: ({ id, customers, results }) => {
          const wrong = results.filter((result) => !result.ok);
          if (customers > 0)
            toast(t('reassign.done', { count: customers, name }), { tone: 'success', undo: () => undo.mutate(id) });
          onDone?.();
          if (wrong.length === 0) return onClose();
          setFailed(
            wrong.map(({ customer_id, code }) => ({
              id: customer_id,
              name: rows.find((row) => row.customer_id === customer_id)?.customer_name ?? '',
              code: code ?? '',
            })),
          );
        },
      },
    );
  };
  return (
    <Sheet open onClose={onClose} title={t('reassign.title', { count: rows.length })} width="sm">
      {failed ? (
        <ul className={css.results}>
          {failed.map((item) => (
            <li key={item.id}>
              <strong>{item.name}</strong> {t(`reassign.code.${item.code}`, { defaultValue: item.code })}
            </li>
          ))}
        </ul>
      ) : receivers.isPending ? (
        <RowsSkeleton rows={4} />
      ) : receivers.error ? (
        <ErrorState compact error={receivers.error} onRetry={() => void receivers.refetch()} />
      ) : receivers.data.length === 0 ? (
        <EmptyState compact title={t('reassign.nobody')} />
      ) : (
        <>
          <Loses rows={rows} />
          <ul className={css.people}>
            {receivers.data.map((person, index) => (
              <li key={person.staff_id}>
                <button
                  type="button"
                  className={css.person}
                  disabled={transfer.isPending || person.on_leave}
                  {...(index === 0 ? { 'data-autofocus': '' } : {})}
                  onClick={() => pick({ mode: 'person', owner_id: person.staff_id }, person.name)}
                >
                  <Avatar name={person.name} size="sm" />
                  <span className={css.grow}>
                    {person.name}{' '}
                    <span className={css.quiet}>
                      {person.roles.map((role) => t(`app:role.${role}`, { defaultValue: role })).join(' ')} ·{' '}
                      {t('reassign.inWork', { count: person.in_work })}
                    </span>
                  </span>
                  {person.on_leave ? <StatusTag>{t('reassign.onLeave')}</StatusTag> : null}
                </button>
              </li>
            ))}
          </ul>
          <div className={css.nobody}>
            <Button
              icon={SwapIcon}
              disabled={transfer.isPending}
              onClick={() => pick({ mode: 'rotation' }, t('reassign.inTurn'))}
            >
              {t('reassign.rotation')}
            </Button>
            <Button
              icon={InboxIcon}
              disabled={transfer.isPending}
              onClick={() => pick({ mode: 'pool' }, t('reassign.thePool'))}
            >
              {t('reassign.pool')}
            </Button>
          </div>
        </>
      )}
    </Sheet>
  );
}

/** What the customers would lose, before anybody picks. */
function Loses({ rows }: { rows: readonly Reassignable[] }) {
  const { t } = useTranslation('leads');
  const { data } = useTransferPreview(rows.map((row) => row.id));
  if (!data) return null;
  const drives = data.rows.reduce((sum, row) => sum + row.test_drives, 0);
  const facts = [
    data.protected > 0 ? t('reassign.protected', { count: data.protected }) : null,
    data.blocked > 0 ? t('reassign.blocked', { count: data.blocked }) : null,
    drives > 0 ? t('reassign.drives', { count: drives }) : null,
  ].filter(Boolean);
  return (
    <p className={css.quiet} role="status">
      {t('reassign.plain', { count: data.customers })}{' '}
      {facts.length > 0 ? (
        <StatusTag tone="warning">{t('reassign.loses', { facts: facts.join(' · ') })}</StatusTag>
      ) : null}
    </p>
  );
}
