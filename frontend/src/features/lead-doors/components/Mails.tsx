import { useTranslation } from 'react-i18next';
import type { MailboxOut, MailRow } from '@/api/generated/leads/types.gen';
import { formatTime } from '@/lib/time';
import { Button } from '@/ui/Button';
import { PathLink } from '@/ui/PathLink';
import { Sheet } from '@/ui/Sheet';
import { RowsSkeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { StatusTag } from '@/ui/Tag';
import { useMails } from '../hooks';
import css from './Doors.module.css';

const TONES = {
  lead: 'success',
  duplicate: 'info',
  call_noted: 'info',
  quarantined: 'warning',
  repeated: 'neutral',
} as const;

/** Mails that were read, newest first: who wrote, what became of it, where it is now. */
export function Mails({ mailbox, onClose }: { mailbox: MailboxOut; onClose: () => void }) {
  const { t } = useTranslation(['lead-doors', 'ui']);
  const mails = useMails(mailbox.id);
  const rows = mails.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Sheet open onClose={onClose} title={`${mailbox.name} · ${t('mail.mails')}`}>
      {mails.isPending ? <RowsSkeleton rows={4} /> : null}
      {mails.error ? <ErrorState compact error={mails.error} onRetry={() => void mails.refetch()} /> : null}
      {mails.data && rows.length === 0 ? <EmptyState compact title={t('mail.noMails')} /> : null}
      <ul className={css.rows}>
        {rows.map((mail) => (
          <li key={mail.id} className={css.row}>
            <span className={css.words}>
              <span className={css.line}>
                <StatusTag tone={TONES[mail.outcome]}>{t(`mail.outcome.${mail.outcome}`)}</StatusTag>
                {mail.reason ? <span>{t(`reason.${mail.reason}`, { defaultValue: mail.reason })}</span> : null}
              </span>
              <span className={css.small}>
                {formatTime(mail.at)} · {mail.sender || t('mail.noSender')}
              </span>
            </span>
            <Where mail={mail} />
          </li>
        ))}
      </ul>
      {mails.hasNextPage ? (
        <Button block loading={mails.isFetchingNextPage} onClick={() => void mails.fetchNextPage()}>
          {t('mail.more')}
        </Button>
      ) : null}
    </Sheet>
  );
}

function Where({ mail }: { mail: MailRow }) {
  const { t } = useTranslation('lead-doors');
  if (mail.lead_id) return <PathLink href={`/leads?open=${mail.lead_id}`}>{t('toLead')}</PathLink>;
  if (mail.quarantined_id)
    return <PathLink href={`/intakes?open=${mail.quarantined_id}`}>{t('toQuarantine')}</PathLink>;
  return null;
}
