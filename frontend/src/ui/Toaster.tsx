import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '@/lib/cx';
import { useStore } from '@/lib/store';
import { dismissToast, type Toast, toasts } from '@/lib/toast';
import { Button, IconButton } from './Button';
import { CheckCircleIcon, CloseIcon, InfoIcon, WarningIcon } from './icons';
import css from './Toaster.module.css';

const ICONS = { neutral: InfoIcon, success: CheckCircleIcon, danger: WarningIcon };

/** Renders what `toast()` shows. Mounted once by the app. */
export function Toaster() {
  const { t } = useTranslation('ui');
  const items = useStore(toasts);
  const ref = useRef<HTMLElement>(null);
  useEffect(() => {
    // Shown again each time, so that it lies above a dialog that was opened in between.
    const stack = ref.current;
    if (!stack?.showPopover) return;
    if (stack.matches(':popover-open')) stack.hidePopover();
    if (items.length > 0) stack.showPopover();
  }, [items]);
  return (
    <section ref={ref} popover="manual" className={css.stack} aria-label={t('toast.region')} aria-live="polite">
      {items.map((item) => (
        <ToastCard key={item.id} item={item} />
      ))}
    </section>
  );
}

function ToastCard({ item }: { item: Toast }) {
  const { t } = useTranslation('ui');
  const Icon = ICONS[item.tone];
  const { id, duration, undo } = item;
  useEffect(() => {
    const timer = setTimeout(() => dismissToast(id), duration);
    return () => clearTimeout(timer);
  }, [id, duration]);
  return (
    <div className={cx(css.toast, css[item.tone])} role={item.tone === 'danger' ? 'alert' : 'status'}>
      <Icon />
      <span className={css.text}>{item.text}</span>
      {undo ? (
        <Button
          size="sm"
          variant="ghost"
          className={css.undo}
          onClick={() => {
            undo();
            dismissToast(id);
          }}
        >
          {t('action.undo')}
        </Button>
      ) : null}
      <IconButton icon={CloseIcon} label={t('action.close')} className={css.close} onClick={() => dismissToast(id)} />
    </div>
  );
}
