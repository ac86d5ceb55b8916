import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/session';
import { mayUse } from '@/lib/roles';
import { Button } from '@/ui/Button';
import { Chips } from '@/ui/Chips';
import { CheckCircleIcon, PlusIcon } from '@/ui/icons';
import { RowsSkeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { useTakes } from '../hooks';
import { JUDGES } from '../model';
import css from './Quality.module.css';
import { StartSheet } from './StartSheet';
import { Take } from './Take';

export interface StockTakesProps {
  take: string | undefined;
  onTake: (id: string) => void;
}

/** The stock-takes of the base, the newest open; a manager starts one. */
export function StockTakes({ take, onTake }: StockTakesProps) {
  const { t } = useTranslation('file-quality');
  const me = useMe();
  const query = useTakes();
  const [starting, setStarting] = useState(false);
  const takes = query.data;
  const head = mayUse(me.roles, JUDGES);
  if (!takes) {
    if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
    return <RowsSkeleton />;
  }
  const shown = takes.find((one) => one.id === take) ?? takes[0];
  const idle = takes.every((one) => one.finished_at !== null);
  const start = (
    <Button variant="primary" icon={PlusIcon} onClick={() => setStarting(true)}>
      {t('take.start')}
    </Button>
  );
  return (
    <div className={css.stack}>
      {shown ? (
        <div className={css.top}>
          <Chips
            label={t('take.which')}
            hideLabel
            size="sm"
            value={shown.id}
            onChange={onTake}
            options={takes.slice(0, 6).map((one) => ({ value: one.id, label: one.name }))}
          />
          {head && idle ? start : null}
        </div>
      ) : (
        <EmptyState
          icon={CheckCircleIcon}
          title={t('take.none')}
          text={t('take.noneText')}
          {...(head ? { action: start } : {})}
        />
      )}
      {shown ? <Take key={shown.id} id={shown.id} head={head} /> : null}
      {starting ? <StartSheet onClose={() => setStarting(false)} onStarted={onTake} /> : null}
    </div>
  );
}
