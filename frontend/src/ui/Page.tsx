import type { ReactNode } from 'react';
import { cx } from '@/lib/cx';
import css from './Page.module.css';

/** Frame of a page: header, then one body. `fill` makes the body take the height (lists, boards) and scroll inside. */
export function Page({ children, fill }: { children: ReactNode; fill?: boolean }) {
  return <div className={cx(css.page, fill && css.fill)}>{children}</div>;
}

Page.Body = function Body({ children }: { children: ReactNode }) {
  return <div className={css.body}>{children}</div>;
};

/** Main column and a narrower one beside it; one below the other on small screens. */
export function Columns({ main, side }: { main: ReactNode; side: ReactNode }) {
  return (
    <div className={css.columns}>
      <div className={css.stack}>{main}</div>
      <div className={css.stack}>{side}</div>
    </div>
  );
}
