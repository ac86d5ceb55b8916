import { useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '@/ui/Button';
import { BellIcon, CheckIcon } from '@/ui/icons';
import { Sheet } from '@/ui/Sheet';
import { useReadNotices, useUnread } from '../hooks';
import { NoticeList } from './NoticeList';
import css from './Notices.module.css';

/** What colleagues and the system want from one, with the number not yet read. */
export function Bell() {
  const { t } = useTranslation('notifications');
  const [open, setOpen] = useState(false);
  const unread = useUnread().data ?? 0;
  const read = useReadNotices();
  const shown = unread > 99 ? '99+' : String(unread);
  return (
    <span className={css.bell}>
      <IconButton
        icon={BellIcon}
        label={unread > 0 ? t('bell.unread', { count: unread, shown }) : t('bell.title')}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      />
      {unread > 0 ? (
        <span className={css.badge} aria-hidden="true">
          {shown}
        </span>
      ) : null}
      <span className="sr-only" role="status">
        {unread > 0 ? t('bell.unread', { count: unread, shown }) : ''}
      </span>
      {/* Out of the bar's header, whose landmarks a dialog must not nest in. */}
      {createPortal(
        <Sheet
          open={open}
          onClose={() => setOpen(false)}
          title={t('bell.title')}
          footer={
            unread > 0 ? (
              <Button icon={CheckIcon} loading={read.isPending} onClick={() => read.mutate({ all: true })}>
                {t('bell.readAll')}
              </Button>
            ) : undefined
          }
        >
          <NoticeList onLeave={() => setOpen(false)} />
        </Sheet>,
        document.body,
      )}
    </span>
  );
}
