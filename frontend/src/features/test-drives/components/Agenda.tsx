import { useTranslation } from 'react-i18next';
import { formatTime } from '@/lib/time';
import { toneOf, useDealLabel } from '@/ui/deal/labels';
import { CardsSkeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { StatusTag } from '@/ui/Tag';
import { useDrivesOf } from '../hooks';
import css from './Drive.module.css';

/** The phone: the day as a list. */
export function Agenda({ day, onOpen }: { day: string; onOpen: (id: string) => void }) {
  const { t } = useTranslation('test-drives');
  const label = useDealLabel();
  const drives = useDrivesOf(day);
  if (drives.isPending) return <CardsSkeleton />;
  if (drives.error) return <ErrorState error={drives.error} onRetry={() => void drives.refetch()} />;
  if (drives.data.length === 0) return <EmptyState title={t('emptyDay')} text={t('emptyDayText')} />;
  return (
    <ol className={css.agenda}>
      {drives.data.map((drive) => (
        <li key={drive.id}>
          <button type="button" className={css.slot} onClick={() => onOpen(drive.id)}>
            <span className={css.time}>
              {formatTime(drive.starts_at, 'time')}
              <span className={css.quiet}>{formatTime(drive.ends_at, 'time')}</span>
            </span>
            <span className={css.words}>
              <strong>{drive.customer_name || t('customer')}</strong>
              <span className={css.quiet}>{[drive.car, drive.plate].filter(Boolean).join(' · ')}</span>
            </span>
            <StatusTag tone={toneOf(drive.status)}>{label('drive', drive.status)}</StatusTag>
          </button>
        </li>
      ))}
    </ol>
  );
}
