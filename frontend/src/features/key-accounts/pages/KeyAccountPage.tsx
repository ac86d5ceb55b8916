import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from '@/lib/toast';
import { Button } from '@/ui/Button';
import { CalendarIcon } from '@/ui/icons';
import { Columns, Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { PathLink } from '@/ui/PathLink';
import { DetailSkeleton } from '@/ui/Skeleton';
import { ErrorState } from '@/ui/States';
import { StatusTag } from '@/ui/Tag';
import { ActSheet, type Opened } from '../components/ActSheet';
import { Agreements, Plan, Reviews, Visits } from '../components/Main';
import { Contacts, Fleet, Rating, Tree } from '../components/Side';
import { type AccountAct, useAccount, useAccountAct } from '../hooks';
import { type AccountOut, CLASS_TONES, STAGE_TONES } from '../model';

/** One company's whole file: who decides, what it runs, what is planned, agreed and judged. */
export function KeyAccountPage({ accountId }: { accountId: string }) {
  const query = useAccount(accountId);
  if (query.isPending) return <DetailSkeleton />;
  if (!query.data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return <Shown account={query.data} />;
}

function Shown({ account }: { account: AccountOut }) {
  const { t } = useTranslation('key-accounts');
  const [opened, setOpened] = useState<Opened | null>(null);
  const act = useAccountAct(account);
  const run = (wish: AccountAct) => act.mutate(wish, { onError: (error) => toast(error.message, { tone: 'danger' }) });
  const parts = { account, onOpen: setOpened, onAct: run };
  return (
    <Page>
      <PageHeader
        title={account.name}
        tags={
          <>
            <StatusTag tone={CLASS_TONES[account.account_class]}>{t(`class.${account.account_class}`)}</StatusTag>
            <StatusTag tone={STAGE_TONES[account.stage]} dot>
              {t(`stage.${account.stage}`)}
            </StatusTag>
          </>
        }
        subtitle={
          <>
            {t(`type.${account.account_type}`)} · {t('manager', { name: account.owner_name ?? '–' })} ·{' '}
            <PathLink href={`/customers/${account.customer_id}`}>{t('toCustomer')}</PathLink>
          </>
        }
        actions={
          <Button variant="primary" icon={CalendarIcon} onClick={() => setOpened({ act: 'visit' })}>
            {t('visit.plan')}
          </Button>
        }
      />
      <Page.Body>
        <Columns
          main={
            <>
              <Plan {...parts} />
              <Visits {...parts} />
              <Agreements {...parts} />
              <Reviews {...parts} />
            </>
          }
          side={
            <>
              <Rating {...parts} />
              <Contacts {...parts} />
              <Fleet {...parts} />
              <Tree account={account} />
            </>
          }
        />
      </Page.Body>
      {opened ? <ActSheet account={account} opened={opened} onClose={() => setOpened(null)} /> : null}
    </Page>
  );
}
