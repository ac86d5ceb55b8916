import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { cx } from '@/lib/cx';
import { Card } from '@/ui/Card';
import { DetailSkeleton } from '@/ui/Skeleton';
import { ErrorState } from '@/ui/States';
import css from './Forms.module.css';

export interface FrameProps<T> {
  query: UseQueryResult<T>;
  /** day, month, adviser */
  tools: ReactNode;
  actions: (form: T) => ReactNode;
  children: (form: T) => ReactNode;
}

/** What a form's tab is made of: tools above, then the sheet in whatever state it is. */
export function Frame<T>({ query, tools, actions, children }: FrameProps<T>) {
  const form = query.data;
  return (
    <>
      <div className={`${css.tools} no-print`}>
        <div className={css.choices}>{tools}</div>
        <div className={css.actions}>{form ? actions(form) : null}</div>
      </div>
      {query.isPending ? <DetailSkeleton /> : null}
      {query.error && !form ? (
        <Card>
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        </Card>
      ) : null}
      {form ? <div className={cx(css.sheet, query.isPlaceholderData && css.waiting)}>{children(form)}</div> : null}
    </>
  );
}
