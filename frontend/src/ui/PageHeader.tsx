import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { cx } from '@/lib/cx';
import css from './PageHeader.module.css';

export interface PageHeaderProps {
  title: string;
  /** one quiet line: counts, date, scope */
  subtitle?: ReactNode;
  /** small things beside the title: level, status */
  tags?: ReactNode;
  /** primary actions; on the phone they stand at the foot of the page */
  actions?: ReactNode;
  /** filters or tabs below */
  children?: ReactNode;
  /** the page is printed, and its paper has a heading of its own */
  screenOnly?: boolean;
}

/** Title of a page (also of the browser tab), its actions and filters. */
export function PageHeader({ title, subtitle, tags, actions, children, screenOnly }: PageHeaderProps) {
  useEffect(() => {
    document.title = `${title} · Chemai`;
  }, [title]);
  return (
    <header className={cx(css.header, screenOnly && 'no-print')}>
      <div className={css.row}>
        <div className={css.words}>
          <h1 className={css.title}>
            {title}
            {tags ? <span className={css.tags}>{tags}</span> : null}
          </h1>
          {subtitle ? <p className={css.subtitle}>{subtitle}</p> : null}
        </div>
        {actions ? <div className={css.actions}>{actions}</div> : null}
      </div>
      {children ? <div className={css.below}>{children}</div> : null}
    </header>
  );
}
