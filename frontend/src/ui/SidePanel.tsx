import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useRegisterCommands } from '@/lib/commands';
import { useIsPhone } from '@/lib/media';
import { IconButton } from './Button';
import { CloseIcon, DownIcon, UpIcon } from './icons';
import css from './SidePanel.module.css';

export interface SidePanelProps {
  title: string;
  /** status, level and the like beside the title */
  tags?: ReactNode;
  onClose: () => void;
  /** step to the neighbouring records of the list without closing */
  onPrevious?: (() => void) | undefined;
  onNext?: (() => void) | undefined;
  /** link to the full page, or a menu */
  actions?: ReactNode;
  footer?: ReactNode;
  children: ReactNode;
}

/** A record beside its list, which stays usable and keeps scroll, filters and selection. Covers the page on the phone. */
export function SidePanel({ title, tags, onClose, onPrevious, onNext, actions, footer, children }: SidePanelProps) {
  const { t } = useTranslation('ui');
  const phone = useIsPhone();
  const titleId = useId();
  const ref = useRef<HTMLElement>(null);
  useRegisterCommands([{ id: 'app.closePanel', group: 'general', keys: 'escape', run: onClose }]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: on opening and on every other record
  useEffect(() => ref.current?.focus({ preventScroll: true }), [title]);
  return (
    <aside ref={ref} className={phone ? css.cover : css.panel} aria-labelledby={titleId} tabIndex={-1}>
      <header className={css.header}>
        <h2 id={titleId} className={css.title}>
          {title}
          {tags ? <span className={css.tags}>{tags}</span> : null}
        </h2>
        {actions}
        {onPrevious || onNext ? (
          <>
            <IconButton icon={UpIcon} label={t('action.previous')} disabled={!onPrevious} onClick={onPrevious} />
            <IconButton icon={DownIcon} label={t('action.next')} disabled={!onNext} onClick={onNext} />
          </>
        ) : null}
        <IconButton icon={CloseIcon} label={t('action.close')} onClick={onClose} />
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className={css.body} tabIndex={0} aria-labelledby={titleId}>
        {children}
      </section>
      {footer ? <footer className={css.footer}>{footer}</footer> : null}
    </aside>
  );
}

/** A list with a record beside it: pass `panel` while one is open. */
export function WithPanel({ children, panel }: { children: ReactNode; panel: ReactNode }) {
  return (
    <div className={panel ? css.split : css.whole}>
      <div className={css.list}>{children}</div>
      {panel}
    </div>
  );
}
