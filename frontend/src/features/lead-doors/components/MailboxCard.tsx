import { useTranslation } from 'react-i18next';
import type { MailboxOut } from '@/api/generated/leads/types.gen';
import { formatTime } from '@/lib/time';
import { toast } from '@/lib/toast';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { StatusTag } from '@/ui/Tag';
import { usePollMailbox, useTestMailbox } from '../hooks';
import css from './Doors.module.css';

const OUTCOMES = ['lead', 'duplicate', 'call_noted', 'quarantined', 'repeated'] as const;

/** One mailbox: its state in words, what can be done, what came in 30 days. */
export function MailboxCard({ mailbox, onOpen }: { mailbox: MailboxOut; onOpen: (what: 'edit' | 'mails') => void }) {
  const { t } = useTranslation('lead-doors');
  const test = useTestMailbox(mailbox.id);
  const poll = usePollMailbox(mailbox.id);
  const failing = mailbox.active && mailbox.last_error !== null;
  const state = !mailbox.active ? 'off' : failing ? 'failing' : 'on';
  const fetchNow = () => poll.mutate(undefined, { onSuccess: () => toast(t('mail.soon'), { tone: 'success' }) });
  return (
    <Card>
      <div className={css.head}>
        <span className={css.words}>
          <span className={css.line}>
            <strong>{mailbox.name}</strong>
            <StatusTag tone={failing ? 'danger' : mailbox.active ? 'success' : 'neutral'} dot>
              {t(state === 'failing' ? 'mail.failing' : state)}
            </StatusTag>
          </span>
          <span className={css.small}>
            {mailbox.store_name} · {mailbox.username} · {mailbox.host}:{mailbox.port} · {mailbox.folder}
          </span>
          <LastLook mailbox={mailbox} />
        </span>
        <span className={css.line}>
          <Button size="sm" loading={test.isPending} onClick={() => test.mutate()}>
            {t('mail.test')}
          </Button>
          {mailbox.active ? (
            <Button size="sm" loading={poll.isPending} onClick={fetchNow}>
              {t('mail.now')}
            </Button>
          ) : null}
          <Button size="sm" onClick={() => onOpen('mails')}>
            {t('mail.mails')}
          </Button>
          <Button size="sm" variant="primary" onClick={() => onOpen('edit')}>
            {t('edit')}
          </Button>
        </span>
      </div>
      {test.data ? (
        <p className={test.data.ok ? css.good : css.bad} role="status">
          {test.data.ok ? t('mail.testOk', { count: test.data.messages ?? 0 }) : test.data.text}
        </p>
      ) : null}
      <dl className={css.numbers} aria-label={t('mail.numbers')}>
        {OUTCOMES.map((name) => (
          <div key={name}>
            <dt>{t(`mail.outcome.${name}`)}</dt>
            <dd>{mailbox.numbers[name]}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function LastLook({ mailbox }: { mailbox: MailboxOut }) {
  const { t } = useTranslation('lead-doors');
  const next = mailbox.next_poll_seconds;
  return (
    <span className={css.small}>
      {mailbox.last_poll_at ? t('mail.lastPoll', { at: formatTime(mailbox.last_poll_at) }) : t('mail.never')}
      {mailbox.active && next !== null ? ` · ${t('mail.next', { minutes: Math.ceil((next ?? 0) / 60) })}` : ''}
      {mailbox.last_error_text ? (
        <strong className={css.bad}>
          {' · '}
          {t('mail.failures', { count: mailbox.failures, text: mailbox.last_error_text })}
        </strong>
      ) : null}
    </span>
  );
}
