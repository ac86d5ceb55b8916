import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import type { OrderOut, ProgressLinkOut } from '@/api/generated/leads/types.gen';
import { formatTime } from '@/lib/time';
import { toast } from '@/lib/toast';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { LinkIcon } from '@/ui/icons';
import { orderKey } from '../../hooks';
import css from './Order.module.css';

/** The page the customer watches. The link is shown once; another one ends the one before. */
export function LinkCard({ order }: { order: OrderOut }) {
  const { t } = useTranslation('deals');
  const client = useQueryClient();
  const path = `/api/v1/leads/orders/${order.id}/progress-link`;
  const refresh = () => client.invalidateQueries({ queryKey: orderKey(order), exact: true });
  const create = useMutation({
    mutationFn: () => api<ProgressLinkOut>(path, { method: 'POST', body: {} }),
    onSuccess: (link) => {
      void copy(link.path);
      return refresh();
    },
  });
  const revoke = useMutation({
    mutationFn: () => api<void>(`${path}/revocation`, { method: 'POST', body: {} }),
    onSuccess: refresh,
  });
  const copy = async (to: string) => {
    // Refused without a secure context or permission; the address stands beside to be copied by hand.
    const copied = await navigator.clipboard?.writeText(new URL(to, location.origin).href).then(
      () => true,
      () => false,
    );
    if (copied) toast(t('link.copied'), { tone: 'success' });
  };
  const link = create.data;
  return (
    <Card title={t('link.title')}>
      <div className={css.stack}>
        <p className={css.quiet}>
          {order.link ? t('link.until', { date: formatTime(order.link.expires_at, 'date') }) : t('link.text')}
        </p>
        {link && order.link ? (
          <div className={css.link}>
            <input
              className="control"
              readOnly
              aria-label={t('link.title')}
              value={new URL(link.path, location.origin).href}
              onFocus={(event) => event.target.select()}
            />
            <Button onClick={() => void copy(link.path)}>{t('link.copy')}</Button>
          </div>
        ) : null}
        <div className={css.chips}>
          <Button icon={LinkIcon} loading={create.isPending} onClick={() => create.mutate()}>
            {t(order.link ? 'link.again' : 'link.create')}
          </Button>
          {link && order.link ? (
            <a href={link.path} target="_blank" rel="noreferrer">
              {t('link.open')}
            </a>
          ) : null}
          {order.link ? (
            <Button variant="ghost" loading={revoke.isPending} onClick={() => revoke.mutate()}>
              {t('link.revoke')}
            </Button>
          ) : null}
        </div>
      </div>
    </Card>
  );
}
