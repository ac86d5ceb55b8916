import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from '@/lib/toast';
import { Card } from '@/ui/Card';
import { Columns, Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { CardsSkeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { HandoverForm } from '../components/HandoverForm';
import { Receipt } from '../components/Receipt';
import { useTransfers } from '../hooks';
import type { TransferDone } from '../model';

/** A leaver's hand-over, and the receipts of everything that changed hands. */
export function TransfersPage() {
  const { t } = useTranslation('ownership');
  const [done, setDone] = useState<TransferDone | null>(null);
  const history = useTransfers();
  const finish = (receipt: TransferDone) => {
    setDone(receipt);
    toast(t('transfers.done', { count: receipt.customers }), { tone: 'success' });
  };
  return (
    <Page>
      <PageHeader title={t('transfers.title')} subtitle={t('transfers.subtitle')} />
      <Page.Body>
        <Columns
          main={
            <>
              {done ? <Receipt transfer={done} fresh /> : null}
              <HandoverForm onDone={finish} />
            </>
          }
          side={
            <>
              {history.isPending ? <CardsSkeleton /> : null}
              {history.error ? (
                <ErrorState compact error={history.error} onRetry={() => void history.refetch()} />
              ) : null}
              {history.data?.length === 0 ? (
                <Card>
                  <EmptyState compact title={t('transfers.empty')} />
                </Card>
              ) : null}
              {history.data?.map((transfer) => (
                <Receipt key={transfer.id} transfer={transfer} />
              ))}
            </>
          }
        />
      </Page.Body>
    </Page>
  );
}
