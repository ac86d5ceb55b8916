import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/session';
import { useBusinessNow } from '@/lib/clock';
import { mayUse } from '@/lib/roles';
import { formatTime, relativeTime } from '@/lib/time';
import { toast } from '@/lib/toast';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { FormField } from '@/ui/FormField';
import { PathLink } from '@/ui/PathLink';
import { Sheet } from '@/ui/Sheet';
import { CardsSkeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { LevelTag } from '@/ui/Tag';
import { useDecideLoss, useWaitingLosses } from '../hooks';
import { DECIDERS, type LossCaseRow } from '../model';
import css from './Losses.module.css';
import { LossFacts } from './LossFacts';

/** Defeats that wait for a decision: approve, or send back with what is to be done. */
export function LossApprovals() {
  const { t } = useTranslation('losses');
  const me = useMe();
  const waiting = useWaitingLosses(mayUse(me.roles, DECIDERS));
  if (!mayUse(me.roles, DECIDERS)) return null;
  if (waiting.isPending) return <CardsSkeleton />;
  if (waiting.error) return <ErrorState compact error={waiting.error} onRetry={() => void waiting.refetch()} />;
  return (
    <section className={css.queue} aria-label={t('approvals.title')}>
      <h2>{t('approvals.title')}</h2>
      {waiting.data.length === 0 ? <EmptyState compact title={t('approvals.empty')} /> : null}
      {waiting.data.map((row) => (
        <Waiting key={row.id} row={row} />
      ))}
    </section>
  );
}

function Waiting({ row }: { row: LossCaseRow }) {
  const { t } = useTranslation('losses');
  const now = useBusinessNow();
  const decide = useDecideLoss();
  const [refusing, setRefusing] = useState(false);
  const approve = () =>
    decide.mutate({ id: row.id, approve: { note: '' } }, { onSuccess: () => toast(t('approvals.approved')) });
  const contact = row.last_contact_at
    ? t('approvals.lastContact', { time: formatTime(row.last_contact_at) })
    : t('approvals.noContact');
  return (
    <Card
      title={`${row.customer_name || t('noName')} · ${row.wanted || '–'}`}
      extra={<PathLink href={`/leads?open=${row.lead_id}`}>{row.mobile_masked ?? '–'}</PathLink>}
    >
      <div className={css.form}>
        <p className={css.line}>
          <LevelTag level={row.level} />
          <span className={css.quiet}>
            {t('approvals.applied', {
              name: row.applied_by_name ?? '–',
              time: now === null ? '' : relativeTime(row.applied_at, now),
            })}
          </span>
          <span className={css.quiet}>
            {t('approvals.contacts', { count: row.contacts })} · {contact}
          </span>
        </p>
        <LossFacts {...row} />
        <div className={css.actions}>
          <Button variant="primary" loading={decide.isPending} onClick={approve}>
            {t('approvals.approve')}
          </Button>
          <Button onClick={() => setRefusing(true)}>{t('approvals.refuse')}</Button>
        </div>
      </div>
      {refusing ? <RefuseSheet row={row} onClose={() => setRefusing(false)} /> : null}
    </Card>
  );
}

function RefuseSheet({ row, onClose }: { row: LossCaseRow; onClose: () => void }) {
  const { t } = useTranslation('losses');
  const decide = useDecideLoss();
  const [note, setNote] = useState('');
  const [asked, setAsked] = useState(false);
  const submit = () => {
    if (!note.trim()) return setAsked(true);
    decide.mutate(
      { id: row.id, refuse: { note: note.trim() } },
      {
        onSuccess: () => {
          toast(t('approvals.refused'));
          onClose();
        },
      },
    );
  };
  return (
    <Sheet
      open
      width="sm"
      onClose={onClose}
      title={t('approvals.refuseTitle')}
      footer={
        <Button variant="primary" size="lg" block loading={decide.isPending} onClick={submit}>
          {t('approvals.refuse')}
        </Button>
      }
    >
      <FormField
        label={t('approvals.refuseNote')}
        hint={t('approvals.refuseHint')}
        error={asked && !note.trim() ? t('approvals.noteMissing') : null}
        required
      >
        {(props) => (
          <textarea
            {...props}
            className="control"
            rows={3}
            maxLength={1000}
            data-autofocus=""
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </FormField>
    </Sheet>
  );
}
