import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StockTakeOut } from '@/api/generated/leads/types.gen';
import { formatDate } from '@/lib/time';
import { toast } from '@/lib/toast';
import { Button } from '@/ui/Button';
import { Card, Stat } from '@/ui/Card';
import { Chips } from '@/ui/Chips';
import { Columns } from '@/ui/Page';
import { RowsSkeleton } from '@/ui/Skeleton';
import { ErrorState } from '@/ui/States';
import { StatusTag } from '@/ui/Tag';
import { useFinishTake, useTake } from '../hooks';
import { percent, RESULT_TONES, RESULTS } from '../model';
import { Items } from './Items';
import css from './Quality.module.css';
import { Score } from './Score';

/** One stock-take: how far, with what result, and the customers still to go through. */
export function Take({ id, head }: { id: string; head: boolean }) {
  const { t } = useTranslation('file-quality');
  const query = useTake(id);
  const finish = useFinishTake();
  const [whose, setWhose] = useState<string>('all');
  const [done, setDone] = useState<'open' | 'done'>('open');
  const take = query.data;
  if (!take) {
    if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
    return <RowsSkeleton />;
  }
  const over = take.finished_at !== null;
  const found = RESULTS.filter((result) => take.results[result]);
  return (
    <Columns
      main={
        <Card
          title={t('take.list')}
          flush
          extra={
            <Chips
              label={t('take.list')}
              hideLabel
              size="sm"
              value={done}
              onChange={setDone}
              options={[
                { value: 'open', label: t('take.open', { count: take.total - take.done }) },
                { value: 'done', label: t('take.done', { count: take.done }) },
              ]}
            />
          }
        >
          <Items
            take={take.id}
            over={over}
            filters={{ done: done === 'done', assignee_id: whose === 'all' ? undefined : whose }}
          />
        </Card>
      }
      side={
        <>
          <Card title={take.name}>
            <div className={css.stack}>
              <Score value={percent(take.done, take.total)} />
              <div className={css.stats}>
                <Stat label={t('take.total')} value={take.total} />
                <Stat label={t('take.doneLabel')} value={take.done} />
                <Stat label={t('take.due')} value={over ? t('take.over') : formatDate(take.due_on)} />
              </div>
              {found.length > 0 ? (
                <div className={css.answers}>
                  {found.map((result) => (
                    <StatusTag key={result} tone={RESULT_TONES[result]}>
                      {t('take.result', { name: t(`result.${result}`), count: take.results[result] ?? 0 })}
                    </StatusTag>
                  ))}
                </div>
              ) : null}
              {head && !over ? (
                <div className={css.buttons}>
                  <Button
                    size="sm"
                    loading={finish.isPending}
                    onClick={() => finish.mutate(take.id, { onSuccess: () => toast(t('take.finished')) })}
                  >
                    {t('take.finish')}
                  </Button>
                </div>
              ) : null}
            </div>
          </Card>
          {take.advisers.length > 1 ? <Advisers take={take} whose={whose} onWhose={setWhose} /> : null}
        </>
      }
    />
  );
}

interface AdvisersProps {
  take: StockTakeOut;
  whose: string;
  onWhose: (id: string) => void;
}

function Advisers({ take, whose, onWhose }: AdvisersProps) {
  const { t } = useTranslation('file-quality');
  return (
    <Card title={t('take.advisers')}>
      <div className={css.stack}>
        <Chips
          label={t('take.whose')}
          hideLabel
          size="sm"
          value={whose}
          onChange={onWhose}
          options={[
            { value: 'all', label: t('all') },
            ...take.advisers
              .filter((one) => one.assignee_id !== null)
              .map((one) => ({ value: one.assignee_id ?? '', label: one.assignee_name ?? t('pool') })),
          ]}
        />
        <div className={css.bars}>
          {take.advisers.map((one) => (
            <div key={one.assignee_id ?? 'pool'} className={css.barLine}>
              <span>{one.assignee_name ?? t('pool')}</span>
              <span className={css.track} aria-hidden="true">
                <span className={css.fill} style={{ width: `${percent(one.done, one.total) ?? 0}%` }} />
              </span>
              <span>{t('take.of', { done: one.done, total: one.total })}</span>
            </div>
          ))}
        </div>
      </div>
    </Card>
  );
}
