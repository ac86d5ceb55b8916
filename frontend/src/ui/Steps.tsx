import { useTranslation } from 'react-i18next';
import { cx } from '@/lib/cx';
import { CheckIcon, CloseIcon } from './icons';
import css from './Steps.module.css';

export interface Step {
  id: string;
  label: string;
  state: 'done' | 'current' | 'todo' | 'failed';
  /** date or remark below */
  note?: string | null;
}

/** How far a deal, an order or a case has come. Scrolls sideways on the phone with the current step in view. */
export function Steps({
  steps,
  label,
  onPick,
}: {
  steps: readonly Step[];
  label: string;
  onPick?: (id: string) => void;
}) {
  const { t } = useTranslation('ui');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolls sideways on the phone, so it must be reachable by keyboard
    <ol className={css.steps} aria-label={label} tabIndex={0}>
      {steps.map((step, index) => {
        const mark = { done: <CheckIcon />, failed: <CloseIcon />, current: index + 1, todo: index + 1 }[step.state];
        const words = (
          <>
            <span className={css.mark} aria-hidden="true">
              {mark}
            </span>
            <span className={css.label}>{step.label}</span>
            {step.note ? <span className={css.note}>{step.note}</span> : null}
            <span className="sr-only">{t(step.state === 'failed' ? 'steps.failed' : `steps.${step.state}`)}</span>
          </>
        );
        return (
          <li
            key={step.id}
            className={cx(css.step, css[step.state])}
            aria-current={step.state === 'current' ? 'step' : undefined}
          >
            {onPick ? (
              <button type="button" className={css.inner} onClick={() => onPick(step.id)}>
                {words}
              </button>
            ) : (
              <div className={css.inner}>{words}</div>
            )}
          </li>
        );
      })}
    </ol>
  );
}
