import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/session';
import { mayUse } from '@/lib/roles';
import { formatTime } from '@/lib/time';
import { toast } from '@/lib/toast';
import { Button } from '@/ui/Button';
import { StatusTag } from '@/ui/Tag';
import { useRelease } from '../hooks/mutations';
import { useOwnership } from '../hooks/queries';
import { MANAGER_ROLES } from '../model';
import css from './Lead.module.css';

/** Whose customer, protected until when, and whether the pool is about to take them. */
export function OwnershipCard({ customerId }: { customerId: string }) {
  const { t } = useTranslation('leads');
  const me = useMe();
  const { data } = useOwnership(customerId);
  const release = useRelease();
  if (!data) return null;
  const { protection } = data;
  const state = {
    protected: t('ownership.protected', { time: formatTime(protection.until, 'date') }),
    lapsed: t('ownership.lapsed'),
    exhausted: t('ownership.exhausted'),
    none: t('ownership.unprotected'),
  }[protection.state];
  const mayRelease = data.owner_id !== null && (data.owner_id === me.staff_id || mayUse(me.roles, MANAGER_ROLES));
  return (
    <div className={css.why}>
      <p className={css.cardLine}>
        <span>
          {data.owner_name
            ? t('ownership.since', { name: data.owner_name, time: formatTime(data.since, 'date') })
            : t('ownership.none')}
        </span>
        {data.owner_id ? (
          <StatusTag tone={protection.state === 'protected' ? 'success' : 'neutral'}>{state}</StatusTag>
        ) : null}
        {protection.state === 'protected' && protection.limit_at ? (
          <span className={css.quiet}>{t('ownership.limit', { time: formatTime(protection.limit_at, 'date') })}</span>
        ) : null}
      </p>
      {data.reclaim_at ? (
        <p>
          <StatusTag tone="danger">{t('ownership.reclaim', { time: formatTime(data.reclaim_at) })}</StatusTag>
        </p>
      ) : null}
      {mayRelease ? (
        <p>
          <Button
            size="sm"
            variant="ghost"
            loading={release.isPending}
            onClick={() =>
              release.mutate(
                { customerId, reason: t('ownership.releaseReason') },
                { onSuccess: () => toast(t('ownership.released')) },
              )
            }
          >
            {t('ownership.release')}
          </Button>
        </p>
      ) : null}
    </div>
  );
}
