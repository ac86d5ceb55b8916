import { useTranslation } from 'react-i18next';
import { useLiveState } from '@/api/live';
import css from './Shell.module.css';

/** Whether changes of others arrive by themselves: dot and words. */
export function LiveIndicator({ words = true }: { words?: boolean }) {
  const { t } = useTranslation('app');
  const state = useLiveState();
  const text = t(`live.${state}`);
  return (
    <span className={css.live} role="status" title={t(`live.${state}Hint`)}>
      <span className={css.liveDot} data-state={state} aria-hidden="true" />
      <span className={words ? undefined : 'sr-only'}>{text}</span>
    </span>
  );
}
