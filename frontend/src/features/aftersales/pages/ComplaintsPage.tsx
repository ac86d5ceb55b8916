import { useTranslation } from 'react-i18next';
import type { ComplaintRow } from '@/api/generated/aftersales/types.gen';
import { useMe } from '@/api/session';
import { useIsPhone } from '@/lib/media';
import { Button } from '@/ui/Button';
import { Board } from '@/ui/board/Board';
import { Chips } from '@/ui/Chips';
import { FilterBar } from '@/ui/FilterBar';
import { PlusIcon } from '@/ui/icons';
import { Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { WithPanel } from '@/ui/SidePanel';
import { CardsSkeleton } from '@/ui/Skeleton';
import { ErrorState } from '@/ui/States';
import { StoryNext } from '@/ui/story/StoryNext';
import { StatusTag } from '@/ui/Tag';
import { ComplaintCard } from '../components/complaints/ComplaintCard';
import { ComplaintList } from '../components/complaints/ComplaintList';
import { ComplaintPanel } from '../components/complaints/ComplaintPanel';
import { OpenComplaint } from '../components/complaints/OpenComplaint';
import { useComplaintBoard } from '../hooks/useComplaints';
import { STATUS_TONES, useCodeLabel } from '../model';

export interface ComplaintsSearch {
  view?: 'board' | 'list' | undefined;
  mine?: boolean | undefined;
  closed?: boolean | undefined;
  open?: string | undefined;
  /** a new complaint: of this customer, or of one still to be found (`1`) */
  new?: string | undefined;
}

export interface ComplaintsPageProps {
  search: ComplaintsSearch;
  onSearch: (search: ComplaintsSearch) => void;
}

/** Every open complaint by how far it has come, the nearest clock first; closed ones in the list. */
export function ComplaintsPage({ search, onSearch }: ComplaintsPageProps) {
  const { t } = useTranslation('aftersales');
  const me = useMe();
  const phone = useIsPhone();
  const view = search.view ?? (phone ? 'list' : 'board');
  const board = useComplaintBoard(search.mine ?? false);
  const late = board.data?.columns.reduce((sum, column) => sum + column.overdue, 0) ?? 0;
  const openOne = (row: ComplaintRow) => onSearch({ ...search, open: row.id });
  return (
    <Page fill>
      <PageHeader
        title={t('complaint.plural')}
        tags={late > 0 ? <StatusTag tone="danger">{t('complaint.late', { count: late })}</StatusTag> : null}
        subtitle={board.data ? t('complaint.closedThisMonth', { count: board.data.closed_this_month }) : undefined}
        actions={
          <>
            <StoryNext
              toRole="crc_agent"
              label={t('complaint.story')}
              to={`/complaints${search.open ? `?open=${search.open}` : ''}`}
            />
            <Button variant="primary" icon={PlusIcon} onClick={() => onSearch({ ...search, new: '1' })}>
              {t('complaint.new')}
            </Button>
          </>
        }
      >
        <FilterBar>
          <Chips
            label={t('complaint.view')}
            hideLabel
            size="sm"
            value={view}
            onChange={(value) => onSearch({ ...search, view: value })}
            options={[
              { value: 'board', label: t('complaint.board') },
              { value: 'list', label: t('complaint.list') },
            ]}
          />
          {me.scope === 'own' ? null : (
            <Chips
              label={t('complaint.whose')}
              hideLabel
              size="sm"
              value={search.mine ? 'mine' : 'all'}
              onChange={(value) => onSearch({ ...search, mine: value === 'mine' || undefined })}
              options={[
                { value: 'all', label: t('all') },
                { value: 'mine', label: t('mine') },
              ]}
            />
          )}
          {view === 'list' ? (
            <Chips
              label={t('complaint.state')}
              hideLabel
              size="sm"
              value={search.closed ? 'closed' : 'open'}
              onChange={(value) => onSearch({ ...search, closed: value === 'closed' || undefined })}
              options={[
                { value: 'open', label: t('complaint.openOnes') },
                { value: 'closed', label: t('complaint.closedOnes') },
              ]}
            />
          ) : null}
        </FilterBar>
      </PageHeader>
      <Page.Body>
        <WithPanel
          panel={
            search.open ? (
              <ComplaintPanel
                key={search.open}
                id={search.open}
                onClose={() => onSearch({ ...search, open: undefined })}
              />
            ) : null
          }
        >
          {view === 'list' ? (
            <ComplaintList search={search} onOpen={openOne} onNew={() => onSearch({ ...search, new: '1' })} />
          ) : (
            <ComplaintBoardView board={board} openId={search.open ?? null} onOpen={openOne} />
          )}
        </WithPanel>
        {search.new ? (
          <OpenComplaint
            customerId={search.new === '1' ? null : search.new}
            onClose={() => onSearch({ ...search, new: undefined })}
            onOpened={(id) => onSearch({ ...search, new: undefined, open: id })}
          />
        ) : null}
      </Page.Body>
    </Page>
  );
}

interface BoardViewProps {
  board: ReturnType<typeof useComplaintBoard>;
  openId: string | null;
  onOpen: (row: ComplaintRow) => void;
}

function ComplaintBoardView({ board, openId, onOpen }: BoardViewProps) {
  const { t } = useTranslation('aftersales');
  const label = useCodeLabel();
  if (board.isPending) return <CardsSkeleton />;
  if (!board.data) return <ErrorState error={board.error} onRetry={() => void board.refetch()} />;
  return (
    <Board
      label={t('complaint.plural')}
      columns={board.data.columns.map((column) => ({
        id: column.status,
        title: label('complaintStatus', column.status),
        tone: STATUS_TONES[column.status] ?? 'neutral',
        items: column.items,
        count: column.count,
        ...(column.overdue > 0 ? { note: t('complaint.late', { count: column.overdue }) } : {}),
      }))}
      itemKey={(row) => row.id}
      itemLabel={(row) => `${row.no} ${row.customer_name ?? ''}`}
      card={(row) => <ComplaintCard row={row} />}
      onOpen={onOpen}
      openId={openId}
    />
  );
}
