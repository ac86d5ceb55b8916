import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatTime } from '@/lib/time';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { PrintIcon } from '@/ui/icons';
import { flatten } from '@/ui/list/types';
import { PathLink } from '@/ui/PathLink';
import { StatusTag } from '@/ui/Tag';
import { useTransferLines } from '../hooks';
import type { TransferOut } from '../model';
import css from './Ownership.module.css';

const TASKS = ['test_drives', 'orders', 'deliveries', 'verification_calls', 'disputes'] as const;

/** What was handed over to whom, to be printed and signed. */
export function Receipt({ transfer, fresh }: { transfer: TransferOut; fresh?: boolean }) {
  const { t } = useTranslation('ownership');
  const [lines, setLines] = useState(false);
  const title = fresh ? t('transfers.receipt') : t(`transfers.kind.${transfer.kind}`);
  const tasks = TASKS.filter((task) => transfer[task] > 0);
  return (
    <Card
      title={title}
      extra={
        fresh ? (
          <Button size="sm" icon={PrintIcon} onClick={() => window.print()}>
            {t('transfers.print')}
          </Button>
        ) : transfer.undone_at ? (
          <StatusTag>{t('transfers.undone')}</StatusTag>
        ) : null
      }
    >
      <div className={css.card}>
        <p className={css.line}>
          {transfer.from_name ? <span>{t('transfers.from', { name: transfer.from_name })}</span> : null}
          <span className={css.quiet}>
            {t('transfers.by', { name: transfer.by_name ?? '–', time: formatTime(transfer.at) })} · {transfer.reason}
          </span>
        </p>
        <p className={css.line}>
          {transfer.shares.slice(0, 12).map((share) => (
            <StatusTag key={share.staff_id ?? 'pool'} tone="info">
              {t('transfers.shares', {
                name: share.name ?? t('transfers.toPool'),
                customers: share.customers,
                leads: share.leads,
              })}
            </StatusTag>
          ))}
        </p>
        {tasks.length > 0 ? (
          <p className={css.line}>
            {tasks.map((task) => (
              <span key={task}>
                {t(`transfers.hand.${task}`)} {transfer[task]}
              </span>
            ))}
          </p>
        ) : null}
        {transfer.test_drives_left > 0 ? (
          <p>
            <StatusTag tone="warning">{t('transfers.drivesLeft', { count: transfer.test_drives_left })}</StatusTag>
          </p>
        ) : null}
        {lines || fresh ? (
          <Lines id={transfer.id} />
        ) : (
          <p>
            <Button size="sm" variant="ghost" onClick={() => setLines(true)}>
              {t('transfers.showLines')}
            </Button>
          </p>
        )}
      </div>
    </Card>
  );
}

function Lines({ id }: { id: string }) {
  const { t } = useTranslation('ownership');
  const lines = useTransferLines(id);
  return (
    <>
      <ul className={css.facts} aria-label={t('transfers.lines')}>
        {flatten(lines).map((line) => (
          <li key={line.customer_id} className={css.line}>
            <PathLink href={`/customers/${line.customer_id}`}>{line.customer_name || t('noName')}</PathLink>
            <span className={css.quiet}>
              {line.from_name ?? t('transfers.toPool')} → {line.to_name ?? t('transfers.toPool')}
            </span>
            {line.undone ? <StatusTag>{t('transfers.undone')}</StatusTag> : null}
          </li>
        ))}
      </ul>
      {lines.hasNextPage ? (
        <Button size="sm" loading={lines.isFetchingNextPage} onClick={() => void lines.fetchNextPage()}>
          …
        </Button>
      ) : null}
    </>
  );
}
