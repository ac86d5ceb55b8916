import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/session';
import { useBusinessNow } from '@/lib/clock';
import { cx } from '@/lib/cx';
import { formatTime } from '@/lib/time';
import { StatusTag } from '@/ui/Tag';
import { type Head, latest } from '../model';
import css from './Forms.module.css';

export interface PaperProps {
  head: Head;
  title: string;
  /** date, adviser */
  meta: ReactNode;
  portrait?: boolean;
  children: ReactNode;
  /** totals and the like, above the signatures */
  below?: ReactNode;
}

/** A form as it lies on the desk; printed, it is nothing but the sheet. */
export function Paper({ head, title, meta, portrait, children, below }: PaperProps) {
  const { t } = useTranslation('forms');
  const me = useMe();
  const now = useBusinessNow();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide form scrolls sideways, so it must be reachable by keyboard
    <article tabIndex={0} aria-label={title} className={cx(css.paper, portrait ? css.portrait : css.landscape)}>
      <h2 className={css.formTitle}>{`${head.store_name} ${title}`}</h2>
      <p className={css.meta}>{meta}</p>
      {head.truncated ? <p className={css.warn}>{t('truncated')}</p> : null}
      {children}
      {below ? <div className={css.below}>{below}</div> : null}
      <Signatures head={head} />
      <p className={css.mark}>{t('mark', { name: me.name, at: now === null ? '' : formatTime(now, 'full') })}</p>
    </article>
  );
}

function Signatures({ head }: { head: Head }) {
  const { t } = useTranslation('forms');
  const signed = latest(head);
  const remarks = head.sign_offs.filter((one) => one.remark);
  if (head.signers.length === 0) return null;
  return (
    <>
      <div className={css.signatures}>
        {head.signers.map((post) => {
          const one = signed.get(post);
          return (
            <div key={post} className={css.signature}>
              <span>{t(`post.${post}`)}</span>
              {one ? (
                <>
                  <b>{one.signed_by_name ?? ''}</b>
                  <span>{formatTime(one.signed_at)}</span>
                  <StatusTag tone={one.current ? 'success' : 'warning'} dot>
                    {t(one.current ? 'signed' : 'changed')}
                  </StatusTag>
                </>
              ) : (
                <span className={css.blank}>{t('unsigned')}</span>
              )}
            </div>
          );
        })}
      </div>
      <div className={css.remarks}>
        <span>{t('remarks')}</span>
        {remarks.length === 0 ? <span className={css.blank}> </span> : null}
        {remarks.map((one) => (
          <p key={one.id}>{`${one.remark}(${one.signed_by_name ?? ''} ${formatTime(one.signed_at)})`}</p>
        ))}
      </div>
    </>
  );
}
