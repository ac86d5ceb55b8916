import { useTranslation } from 'react-i18next';
import type { StockTakeItemOut } from '@/api/generated/leads/types.gen';
import { formatTime } from '@/lib/time';
import { toast } from '@/lib/toast';
import { Button } from '@/ui/Button';
import { CheckCircleIcon } from '@/ui/icons';
import { flatten } from '@/ui/list/types';
import { PathLink } from '@/ui/PathLink';
import { RowsSkeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { LevelTag, StatusTag } from '@/ui/Tag';
import { useAnswer, useItems } from '../hooks';
import { RESULT_TONES, RESULTS, type TakeResult } from '../model';
import css from './Quality.module.css';

export interface ItemsProps {
  take: string;
  /** finished: results stay */
  over: boolean;
  filters: { done: boolean; assignee_id: string | undefined };
}

/** Customer by customer: one tap says what is so. */
export function Items({ take, over, filters }: ItemsProps) {
  const { t } = useTranslation('file-quality');
  const query = useItems(take, filters);
  const rows = flatten(query);
  if (query.isPending) return <RowsSkeleton />;
  if (query.error && rows.length === 0) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (rows.length === 0) {
    return (
      <EmptyState
        compact
        icon={CheckCircleIcon}
        title={t(filters.done ? 'take.nothingDone' : 'take.allDone')}
        text={t(filters.done ? 'take.nothingDoneText' : 'take.allDoneText')}
      />
    );
  }
  return (
    <>
      <ul>
        {rows.map((row) => (
          <Item key={row.id} row={row} over={over} />
        ))}
      </ul>
      {query.hasNextPage ? (
        <div className={css.more}>
          <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('take.more')}
          </Button>
        </div>
      ) : null}
    </>
  );
}

function Item({ row, over }: { row: StockTakeItemOut; over: boolean }) {
  const { t } = useTranslation('file-quality');
  const answer = useAnswer();
  const say = (result: TakeResult) =>
    answer.mutate(
      { id: row.id, body: { result } },
      {
        onSuccess: () =>
          toast(t('take.said', { name: row.customer_name || t('noName'), result: t(`result.${result}`) })),
      },
    );
  const heard = row.last_contact_at ? t('take.lastContact', { at: formatTime(row.last_contact_at, 'date') }) : null;
  return (
    <li className={css.item}>
      <span className={css.top}>
        <span className={css.cell}>
          <LevelTag level={row.level} />
          <PathLink className={css.name} href={`/customers/${row.customer_id}`}>
            {row.customer_name || t('noName')}
          </PathLink>
          <span className={css.quiet}>{row.mobile_masked}</span>
          {row.number_dead ? <StatusTag tone="danger">{t('deadNumber')}</StatusTag> : null}
        </span>
        {row.result ? <StatusTag tone={RESULT_TONES[row.result]}>{t(`result.${row.result}`)}</StatusTag> : null}
      </span>
      <span className={css.quiet}>
        {[row.wanted, row.assignee_name ?? t('pool'), heard ?? t('take.neverContacted')].filter(Boolean).join(' · ')}
      </span>
      {over ? null : (
        <fieldset className={css.answers} disabled={answer.isPending}>
          <legend className="sr-only">{t('take.answer', { name: row.customer_name || t('noName') })}</legend>
          {RESULTS.filter((result) => result !== row.result).map((result) => (
            <Button
              key={result}
              size="sm"
              variant={result === 'interested' ? 'soft' : 'default'}
              onClick={() => say(result)}
            >
              {t(`result.${result}`)}
            </Button>
          ))}
        </fieldset>
      )}
    </li>
  );
}
