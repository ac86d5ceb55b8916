import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '@/lib/cx';
import { IconButton } from './Button';
import { CloseIcon } from './icons';
import css from './Sheet.module.css';

export interface SheetProps {
  open: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  /** sticky at the bottom, within the thumb's reach on the phone */
  footer?: ReactNode;
  width?: 'sm' | 'md' | 'lg';
  /** what the title says is visible elsewhere (palette) */
  hideTitle?: boolean;
  /** only text inside: the body itself takes the focus, so that keys can scroll it */
  reading?: boolean;
}

/** Modal: a dialog on the desk, a bottom sheet on the phone. Focus starts at `data-autofocus`, is trapped, and is given back. */
export function Sheet({
  open,
  onClose,
  title,
  children,
  footer,
  width = 'md',
  hideTitle = false,
  reading = false,
}: SheetProps) {
  const { t } = useTranslation('ui');
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    if (open && !dialog.open) {
      dialog.showModal();
      // The browser would take the first focusable thing, which is the close button.
      (dialog.querySelector<HTMLElement>('[data-autofocus]') ?? dialog.querySelector('h2'))?.focus();
    }
    if (!open && dialog.open) dialog.close();
  }, [open]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the browser closes a modal dialog on Escape; the click is for the backdrop
    <dialog
      ref={ref}
      className={cx(css.sheet, css[width])}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => event.target === ref.current && onClose()}
    >
      {open ? (
        <div className={css.frame}>
          <header className={hideTitle ? 'sr-only' : css.header}>
            <h2 id={titleId} className={css.title} tabIndex={-1}>
              {title}
            </h2>
            {hideTitle ? null : <IconButton icon={CloseIcon} label={t('action.close')} onClick={onClose} />}
          </header>
          <div
            className={hideTitle ? css.bare : css.body}
            {...(reading ? { tabIndex: 0, role: 'region', 'aria-labelledby': titleId } : {})}
          >
            {children}
          </div>
          {footer ? <footer className={css.footer}>{footer}</footer> : null}
        </div>
      ) : null}
    </dialog>
  );
}
