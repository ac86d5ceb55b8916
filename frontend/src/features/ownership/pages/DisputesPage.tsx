import { useTranslation } from 'react-i18next';
import { formatTime } from '@/lib/time';
import { Button } from '@/ui/Button';
import { PlusIcon } from '@/ui/icons';
import { DataList } from '@/ui/list/DataList';
import type { ListColumn } from '@/ui/list/types';
import { Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { WithPanel } from '@/ui/SidePanel';
import { EmptyState } from '@/ui/States';
import { Tabs } from '@/ui/Tabs';
import { DisputePanel, Status } from '../components/DisputePanel';
import { OpenSheet } from '../components/OpenSheet';
import css from '../components/Ownership.module.css';
import { useDisputes } from '../hooks';
import type { DisputeRow } from '../model';

export interface DisputesSearch {
  all?: boolean | undefined;
  open?: string | undefined;
  new?: boolean | undefined;
}

export interface DisputesPageProps {
  search: DisputesSearch;
  onSearch: (change: Partial<DisputesSearch>) => void;
}

/** Whose customer is it: claims, evidence and rulings. */
export function DisputesPage({ search, onSearch }: DisputesPageProps) {
  const { t } = useTranslation('ownership');
  const list = useDisputes(search.all ? undefined : 'open');
  const open = (id: string) => onSearch({ open: id, new: undefined });
  const create = (
    <Button variant="primary" icon={PlusIcon} onClick={() => onSearch({ new: true })}>
      {t('disputes.new')}
    </Button>
  );
  const panel = search.open ? (
    <DisputePanel key={search.open} id={search.open} onClose={() => onSearch({ open: undefined })} />
  ) : null;
  const columns = useColumns();
  return (
    <Page fill>
      <PageHeader title={t('disputes.title')} subtitle={t('disputes.subtitle')} actions={create}>
        <Tabs
          label={t('disputes.title')}
          value={search.all ? 'all' : 'open'}
          onChange={(id) => onSearch({ all: id === 'all' || undefined })}
          items={[
            { id: 'open', label: t('disputes.tab.open') },
            { id: 'all', label: t('disputes.tab.all') },
          ]}
        />
      </PageHeader>
      <Page.Body>
        <WithPanel panel={panel}>
          <DataList
            label={t('disputes.title')}
            query={list}
            columns={panel ? columns.slice(0, 3) : columns}
            rowKey={(row) => row.id}
            rowLabel={(row) => `${row.customer_name || t('noName')} ${row.claimant_name ?? ''}`}
            card={(row) => <DisputeCard row={row} />}
            onOpen={(row) => open(row.id)}
            openId={search.open ?? null}
            empty={<EmptyState title={t('disputes.empty')} text={t('disputes.emptyText')} action={create} />}
          />
        </WithPanel>
      </Page.Body>
      {search.new ? <OpenSheet onClose={() => onSearch({ new: undefined })} onOpened={open} /> : null}
    </Page>
  );
}

function useColumns(): ListColumn<DisputeRow>[] {
  const { t } = useTranslation('ownership');
  return [
    {
      id: 'customer',
      header: t('disputes.column.customer'),
      width: 'minmax(150px, 1.2fr)',
      cell: (row) => (
        <>
          <strong>{row.customer_name || t('noName')}</strong> <span className={css.quiet}>{row.mobile_masked}</span>
        </>
      ),
    },
    { id: 'status', header: t('disputes.column.status'), width: '96px', cell: (row) => <Status status={row.status} /> },
    {
      id: 'claimant',
      header: t('disputes.column.claimant'),
      width: '110px',
      cell: (row) => row.claimant_name ?? '–',
    },
    { id: 'owner', header: t('disputes.column.owner'), width: '110px', cell: (row) => row.owner_name ?? '–' },
    { id: 'grounds', header: t('disputes.column.grounds'), cell: (row) => t(`grounds.${row.grounds}`) },
    {
      id: 'opened',
      header: t('disputes.column.opened'),
      width: '120px',
      cell: (row) => <span className={css.quiet}>{formatTime(row.opened_at)}</span>,
    },
  ];
}

function DisputeCard({ row }: { row: DisputeRow }) {
  const { t } = useTranslation('ownership');
  return (
    <div className={css.card}>
      <p className={css.line}>
        <strong>{row.customer_name || t('noName')}</strong> <Status status={row.status} />
      </p>
      <p>{t(`grounds.${row.grounds}`)}</p>
      <p className={css.quiet}>
        {row.claimant_name} → {row.owner_name} · {formatTime(row.opened_at)}
      </p>
    </div>
  );
}
