import type { ComponentType, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '@/api/problem';
import { problemText } from '@/api/query-client';
import { Button } from './Button';
import { FrownIcon, InboxIcon, LockIcon, OfflineIcon, ReloadIcon, SearchIcon } from './icons';
import css from './States.module.css';

export interface StateProps {
  icon?: ComponentType;
  title: string;
  text?: ReactNode;
  /** one action, not a choice */
  action?: ReactNode;
  compact?: boolean;
}

/** The shared shape of "nothing here", "went wrong" and "not for you". */
export function EmptyState({ icon: Icon = InboxIcon, title, text, action, compact }: StateProps) {
  return (
    <div className={compact ? css.compact : css.state}>
      <span className={css.icon}>
        <Icon />
      </span>
      <p className={css.title}>{title}</p>
      {text ? <div className={css.text}>{text}</div> : null}
      {action ? <div className={css.action}>{action}</div> : null}
    </div>
  );
}

/** A search or filter that found nothing: says so and offers to take the filters off. */
export function NoResultState({ onClear }: { onClear?: () => void }) {
  const { t } = useTranslation('ui');
  return (
    <EmptyState
      icon={SearchIcon}
      title={t('state.noResult')}
      text={t('state.noResultText')}
      action={onClear ? <Button onClick={onClear}>{t('state.clearFilters')}</Button> : undefined}
    />
  );
}

export interface ErrorStateProps {
  error: unknown;
  /** keeps filters and scroll: only the query runs again */
  onRetry?: () => void;
  compact?: boolean;
}

/** A failed load. 403 and 404 are told as what they are; others offer to try again and show the trace id. */
export function ErrorState({ error, onRetry, compact = false }: ErrorStateProps) {
  const { t } = useTranslation('ui');
  const problem = asProblem(error);
  if (problem.status === 403) return <ForbiddenState compact={compact} />;
  const retry = onRetry ? (
    <Button icon={ReloadIcon} onClick={onRetry}>
      {t('action.retry')}
    </Button>
  ) : undefined;
  const text = (
    <>
      {problemText(error)}
      {problem.traceId ? <span className={css.trace}>{t('state.trace', { id: problem.traceId })}</span> : null}
    </>
  );
  return (
    <div role="alert">
      <EmptyState
        icon={problem.isNetwork ? OfflineIcon : FrownIcon}
        title={t(problem.status === 404 ? 'state.notFound' : 'state.error')}
        text={text}
        action={retry}
        compact={compact}
      />
    </div>
  );
}

export function ForbiddenState({ compact = false, action }: { compact?: boolean; action?: ReactNode }) {
  const { t } = useTranslation('ui');
  return (
    <EmptyState
      icon={LockIcon}
      title={t('state.forbidden')}
      text={t('state.forbiddenText')}
      compact={compact}
      action={action}
    />
  );
}
