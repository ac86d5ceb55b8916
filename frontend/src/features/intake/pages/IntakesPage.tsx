import { useTranslation } from 'react-i18next';
import type { QuarantineRow } from '@/api/generated/leads/types.gen';
import { useMe } from '@/api/session';
import { mayUse } from '@/lib/roles';
import { formatTime } from '@/lib/time';
import { CheckCircleIcon } from '@/ui/icons';
import { DataList } from '@/ui/list/DataList';
import type { ListColumn } from '@/ui/list/types';
import { Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { WithPanel } from '@/ui/SidePanel';
import { EmptyState } from '@/ui/States';
import { Tabs } from '@/ui/Tabs';
import { StatusTag } from '@/ui/Tag';
import { IntakePanel } from '../components/IntakePanel';
import { VendorMap } from '../components/VendorMap';
import { useIntakes } from '../hooks';

export interface IntakeSearch {
  tab?: 'closed' | 'vendors' | undefined;
  open?: string | undefined;
}

export interface IntakesPageProps {
  search: IntakeSearch;
  onSearch: (search: IntakeSearch) => void;
}

/** What platforms sent and nobody could read: nothing is dropped without somebody seeing it. */
export function IntakesPage({ search, onSearch }: IntakesPageProps) {
  const { t } = useTranslation('intake');
  const me = useMe();
  const mapper = mayUse(me.roles, ['marketing', 'sales_manager']);
  const tab = search.tab ?? 'open';
  return (
    <Page fill={tab !== 'vendors'}>
      <PageHeader title={t('title')} subtitle={t('subtitle')}>
        <Tabs
          label={t('title')}
          value={tab}
          onChange={(next) => onSearch(next === 'open' ? {} : { tab: next as 'closed' | 'vendors' })}
          items={(['open', 'closed', ...(mapper ? ['vendors'] : [])] as const).map((id) => ({
            id,
            label: t(`tab.${id}`),
          }))}
        />
      </PageHeader>
      <Page.Body>
        {tab === 'vendors' ? <VendorMap /> : <Quarantine key={tab} state={tab} {...{ search, onSearch }} />}
      </Page.Body>
    </Page>
  );
}

function Quarantine({ state, search, onSearch }: IntakesPageProps & { state: 'open' | 'closed' }) {
  const { t } = useTranslation('intake');
  const list = useIntakes(state);
  const reason = (row: QuarantineRow) => t(`reason.${row.reason}`, { defaultValue: row.reason });
  const columns: ListColumn<QuarantineRow>[] = [
    { id: 'at', header: t('column.at'), width: '130px', cell: (row) => formatTime(row.at) },
    { id: 'sender', header: t('column.sender'), width: 'minmax(120px, 1fr)', cell: (row) => row.sender_name },
    {
      id: 'reason',
      header: t('column.reason'),
      width: 'minmax(160px, 1fr)',
      cell: (row) => <StatusTag tone="warning">{reason(row)}</StatusTag>,
    },
    { id: 'detail', header: t('column.detail'), width: 'minmax(200px, 2fr)', cell: (row) => row.detail },
  ];
  return (
    <WithPanel
      panel={
        search.open ? (
          <IntakePanel key={search.open} id={search.open} onClose={() => onSearch({ ...search, open: undefined })} />
        ) : null
      }
    >
      <DataList
        label={t('title')}
        query={list}
        columns={columns}
        rowKey={(row) => row.id}
        rowLabel={(row) => `${row.sender_name} ${reason(row)}`}
        card={(row) => (
          <>
            <strong>{row.sender_name}</strong> <StatusTag tone="warning">{reason(row)}</StatusTag>
            <p>{row.detail}</p>
            <p>{formatTime(row.at)}</p>
          </>
        )}
        onOpen={(row) => onSearch({ ...search, open: row.id })}
        openId={search.open ?? null}
        empty={<EmptyState icon={CheckCircleIcon} title={t('emptyTitle')} text={t('emptyText')} />}
      />
    </WithPanel>
  );
}
