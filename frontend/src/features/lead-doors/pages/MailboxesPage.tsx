import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MailboxOut } from '@/api/generated/leads/types.gen';
import { Button } from '@/ui/Button';
import { MailIcon, PlusIcon } from '@/ui/icons';
import { Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { RowsSkeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { MailboxCard } from '../components/MailboxCard';
import { MailboxSheet } from '../components/MailboxSheet';
import { Mails } from '../components/Mails';
import { useMailboxes } from '../hooks';

type Open = { what: 'new' } | { what: 'edit' | 'mails'; mailbox: MailboxOut };

/** Mailboxes that platforms write to, how the last look went, and what became of the mails. */
export function MailboxesPage() {
  const { t } = useTranslation('lead-doors');
  const mailboxes = useMailboxes();
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const add = (
    <Button variant="primary" icon={PlusIcon} onClick={() => setOpen({ what: 'new' })}>
      {t('mail.add')}
    </Button>
  );
  return (
    <Page>
      <PageHeader title={t('mail.title')} subtitle={t('mail.subtitle')} actions={add} />
      <Page.Body>
        {mailboxes.isPending ? <RowsSkeleton rows={3} /> : null}
        {mailboxes.error && !mailboxes.data ? (
          <ErrorState error={mailboxes.error} onRetry={() => void mailboxes.refetch()} />
        ) : null}
        {mailboxes.data?.length === 0 ? (
          <EmptyState icon={MailIcon} title={t('mail.none')} text={t('mail.noneText')} action={add} />
        ) : null}
        {mailboxes.data?.map((mailbox) => (
          <MailboxCard key={mailbox.id} mailbox={mailbox} onOpen={(what) => setOpen({ what, mailbox })} />
        ))}
      </Page.Body>
      {open?.what === 'new' ? <MailboxSheet mailbox={null} onClose={close} /> : null}
      {open?.what === 'edit' ? <MailboxSheet mailbox={open.mailbox} onClose={close} /> : null}
      {open?.what === 'mails' ? <Mails mailbox={open.mailbox} onClose={close} /> : null}
    </Page>
  );
}
