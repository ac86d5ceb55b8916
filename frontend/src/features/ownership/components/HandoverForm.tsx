import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { randomId } from '@/lib/ids';
import { Button } from '@/ui/Button';
import { Card, Stat } from '@/ui/Card';
import { Chips } from '@/ui/Chips';
import { FormErrors } from '@/ui/FormErrors';
import { FormField } from '@/ui/FormField';
import { RowsSkeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { useHandOver, useInHand, useReceivers, useStaff } from '../hooks';
import { type HandoverPreview, IN_HAND, type TransferDone } from '../model';
import css from './Ownership.module.css';

type Mode = 'rotation' | 'person' | 'pool';

/** Who leaves, what they have, where it goes: one action. */
export function HandoverForm({ onDone }: { onDone: (receipt: TransferDone) => void }) {
  const { t } = useTranslation('ownership');
  const staff = useStaff();
  const [leaver, setLeaver] = useState('');
  const hand = useInHand(leaver || undefined);
  return (
    <Card title={t('transfers.handover')}>
      <div className={css.form}>
        <FormField label={t('transfers.who')}>
          {(props) => (
            <select
              {...props}
              className="control"
              value={leaver}
              onChange={(event) => setLeaver(event.target.value)}
              disabled={staff.isPending}
            >
              <option value="">{t('transfers.choose')}</option>
              {staff.data?.map((person) => (
                <option key={person.id} value={person.id}>
                  {person.name}
                  {person.active ? '' : ` (${t('transfers.left')})`}
                </option>
              ))}
            </select>
          )}
        </FormField>
        {staff.error ? <ErrorState compact error={staff.error} onRetry={() => void staff.refetch()} /> : null}
        {leaver && hand.isPending ? <RowsSkeleton rows={2} /> : null}
        {hand.error ? <ErrorState compact error={hand.error} onRetry={() => void hand.refetch()} /> : null}
        {hand.data ? <Goes key={leaver} hand={hand.data} onDone={onDone} /> : null}
      </div>
    </Card>
  );
}

function Goes({ hand, onDone }: { hand: HandoverPreview; onDone: (receipt: TransferDone) => void }) {
  const { t } = useTranslation('ownership');
  const receivers = useReceivers();
  const handOver = useHandOver();
  const [idempotencyKey] = useState(randomId);
  const [mode, setMode] = useState<Mode>('rotation');
  const [owner, setOwner] = useState('');
  const [reason, setReason] = useState(t('transfers.reasonDefault'));
  if (IN_HAND.every((kind) => hand[kind] === 0))
    return <EmptyState compact title={t('transfers.nothing', { name: hand.name })} />;
  const submit = () =>
    handOver.mutate(
      {
        idempotencyKey,
        staff_id: hand.staff_id,
        mode,
        reason: reason.trim() || t('transfers.reasonDefault'),
        ...(mode === 'person' ? { owner_id: owner } : {}),
      },
      { onSuccess: onDone },
    );
  return (
    <>
      <div className={css.hand}>
        {IN_HAND.map((kind) => (
          <Stat key={kind} label={t(`transfers.hand.${kind}`)} value={hand[kind]} />
        ))}
      </div>
      <Chips<Mode>
        label={t('transfers.mode')}
        value={mode}
        onChange={setMode}
        options={[
          { value: 'rotation', label: t('transfers.rotation'), hint: t('transfers.rotationHint') },
          { value: 'person', label: t('transfers.person') },
          { value: 'pool', label: t('transfers.pool') },
        ]}
      />
      {mode === 'person' ? (
        <FormField label={t('transfers.receiver')} problem={handOver.error} pointer="/owner_id" required>
          {(props) => (
            <select {...props} className="control" value={owner} onChange={(event) => setOwner(event.target.value)}>
              <option value="">{t('transfers.choose')}</option>
              {receivers.data
                ?.filter((person) => person.staff_id !== hand.staff_id)
                .map((person) => (
                  <option key={person.staff_id} value={person.staff_id} disabled={person.on_leave}>
                    {person.name} · {t('transfers.inWork', { count: person.in_work })}
                    {person.on_leave ? ` · ${t('transfers.onLeave')}` : ''}
                  </option>
                ))}
            </select>
          )}
        </FormField>
      ) : null}
      <FormField label={t('transfers.reason')}>
        {(props) => (
          <input
            {...props}
            className="control"
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </FormField>
      <FormErrors problem={handOver.error} pointers={['/owner_id']} />
      <Button
        variant="primary"
        size="lg"
        block
        loading={handOver.isPending}
        disabled={mode === 'person' && !owner}
        onClick={submit}
      >
        {t('transfers.submit')}
      </Button>
    </>
  );
}
