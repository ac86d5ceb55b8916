import { useTranslation } from 'react-i18next';
import { formatTime } from '@/lib/time';
import { Button } from '@/ui/Button';
import { CheckIcon } from '@/ui/icons';
import { KeyValue } from '@/ui/KeyValue';
import { PathLink } from '@/ui/PathLink';
import { SidePanel } from '@/ui/SidePanel';
import { DetailSkeleton } from '@/ui/Skeleton';
import { ErrorState } from '@/ui/States';
import { StatusTag } from '@/ui/Tag';
import { useCloseIntake, useIntake } from '../hooks';
import css from './Intake.module.css';
import { Mend } from './Mend';

/** A refused document with what is wrong with it and its text as received. */
export function IntakePanel({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('intake');
  const intake = useIntake(id);
  const close = useCloseIntake();
  const row = intake.data;
  if (!row)
    return (
      <SidePanel title={t('one')} onClose={onClose}>
        {intake.error ? <ErrorState error={intake.error} onRetry={() => void intake.refetch()} /> : <DetailSkeleton />}
      </SidePanel>
    );
  return (
    <SidePanel
      title={row.sender_name}
      tags={<StatusTag tone={row.state === 'open' ? 'warning' : 'neutral'}>{t(`state.${row.state}`)}</StatusTag>}
      onClose={onClose}
      footer={
        row.state === 'open' ? (
          <Button
            icon={CheckIcon}
            loading={close.isPending}
            onClick={() => close.mutate(row.id, { onSuccess: onClose })}
          >
            {t('close')}
          </Button>
        ) : undefined
      }
    >
      <div className={css.stack}>
        <KeyValue
          items={[
            { id: 'reason', label: t('column.reason'), value: t(`reason.${row.reason}`, { defaultValue: row.reason }) },
            { id: 'at', label: t('column.at'), value: formatTime(row.at) },
            { id: 'detail', label: t('column.detail'), value: row.detail, wide: true },
            { id: 'place', label: t('position'), value: row.position + 1 },
            { id: 'size', label: t('size'), value: t('bytes', { count: row.size }) },
            { id: 'type', label: t('type'), value: row.media_type },
            { id: 'digest', label: t('digest'), value: <code className={css.digest}>{row.digest}</code> },
            ...(row.closed_at
              ? [
                  {
                    id: 'closed',
                    label: t('closedBy'),
                    value: `${row.closed_by_name ?? ''} ${formatTime(row.closed_at)}`,
                  },
                ]
              : []),
            ...(row.settled_as
              ? [
                  {
                    id: 'settled',
                    label: t('settled'),
                    value: row.lead_id ? (
                      <PathLink href={`/leads?open=${row.lead_id}`}>{t(`settledAs.${row.settled_as}`)}</PathLink>
                    ) : (
                      t(`settledAs.${row.settled_as}`)
                    ),
                  },
                ]
              : []),
          ]}
        />
        {row.state === 'open' || row.settled_as === 'skipped' ? <Mend key={row.id} row={row} /> : null}
        <section>
          <h3 className={css.heading}>{t('text')}</h3>
          {row.text === null ? (
            <p className={css.quiet}>{t('noText')}</p>
          ) : (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
            <pre className={css.raw} tabIndex={0}>
              {row.text}
            </pre>
          )}
        </section>
      </div>
    </SidePanel>
  );
}
