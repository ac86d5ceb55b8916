import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NoticeRow } from '@/api/generated/notifications/types.gen';
import { useBusinessNow } from '@/lib/clock';
import { cx } from '@/lib/cx';
import { formatTime, relativeTime } from '@/lib/time';
import { Button } from '@/ui/Button';
import { Chips } from '@/ui/Chips';
import { BellIcon } from '@/ui/icons';
import { flatten } from '@/ui/list/types';
import { PathLink } from '@/ui/PathLink';
import { CardsSkeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { useNotices, useReadNotices } from '../hooks';
import { NOTICE_TONES, noticeWords, placeOf } from '../model';
import css from './Notices.module.css';

export function NoticeList({ onLeave }: { onLeave: () => void }) {
  const { t } = useTranslation('notifications');
  const [show, setShow] = useState<'unread' | 'all'>('unread');
  const notices = useNotices(show === 'unread');
  const read = useReadNotices();
  const rows = flatten<NoticeRow>(notices);
  const open = (row: NoticeRow) => {
    if (!row.read_at) read.mutate({ ids: [row.id] });
    onLeave();
  };
  return (
    <div className={css.notices}>
      <Chips
        label={t('bell.show')}
        hideLabel
        size="sm"
        value={show}
        onChange={setShow}
        options={[
          { value: 'unread', label: t('bell.onlyUnread') },
          { value: 'all', label: t('bell.all') },
        ]}
      />
      {notices.isPending ? <CardsSkeleton cards={4} /> : null}
      {notices.error && rows.length === 0 ? (
        <ErrorState compact error={notices.error} onRetry={() => void notices.refetch()} />
      ) : null}
      {notices.isSuccess && rows.length === 0 ? (
        <EmptyState
          compact
          icon={BellIcon}
          title={t(show === 'unread' ? 'bell.noneUnread' : 'bell.none')}
          action={show === 'unread' ? <Button onClick={() => setShow('all')}>{t('bell.showAll')}</Button> : undefined}
        />
      ) : null}
      <ul className={css.list}>
        {rows.map((row) => (
          <Notice key={row.id} row={row} onOpen={() => open(row)} />
        ))}
      </ul>
      {notices.hasNextPage ? (
        <Button block loading={notices.isFetchingNextPage} onClick={() => void notices.fetchNextPage()}>
          {t('bell.more')}
        </Button>
      ) : null}
    </div>
  );
}

function Notice({ row, onOpen }: { row: NoticeRow; onOpen: () => void }) {
  const { t } = useTranslation('notifications');
  const now = useBusinessNow();
  const { title, text } = noticeWords(t, row);
  const to = placeOf(row);
  const inside = (
    <>
      <span className={cx(css.dot, css[NOTICE_TONES[row.kind] ?? 'neutral'])} aria-hidden="true" />
      <span className={css.words}>
        <span className={css.title}>
          {row.customer_name ? <strong>{row.customer_name}</strong> : null} {title}
          {row.read_at ? null : <span className="sr-only"> {t('bell.new')}</span>}
        </span>
        {text ? <span className={css.text}>{text}</span> : null}
      </span>
      <time className={css.time} dateTime={row.created_at} title={formatTime(row.created_at, 'full')}>
        {now === null ? formatTime(row.created_at) : relativeTime(row.created_at, now)}
      </time>
    </>
  );
  const look = cx(css.notice, row.read_at && css.read);
  return (
    <li>
      {to ? (
        <PathLink href={to} className={look} onClick={onOpen}>
          {inside}
        </PathLink>
      ) : (
        <button type="button" className={look} onClick={onOpen}>
          {inside}
        </button>
      )}
    </li>
  );
}
