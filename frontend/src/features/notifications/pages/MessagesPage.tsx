import { useTranslation } from 'react-i18next';
import type { MessageRow } from '@/api/generated/notifications/types.gen';
import { formatTime } from '@/lib/time';
import { FilterBar } from '@/ui/FilterBar';
import { SendIcon } from '@/ui/icons';
import { DataList } from '@/ui/list/DataList';
import type { ListColumn } from '@/ui/list/types';
import { Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { WithPanel } from '@/ui/SidePanel';
import { EmptyState } from '@/ui/States';
import { StatusTag } from '@/ui/Tag';
import { MessagePanel } from '../components/MessagePanel';
import css from '../components/Messages.module.css';
import { type MessageFilter, useMessages } from '../hooks';
import { CHANNELS, MESSAGE_STATES, MESSAGE_TONES, TEMPLATES } from '../model';

export interface MessageSearch extends MessageFilter {
  open?: string | undefined;
}

export interface MessagesPageProps {
  search: MessageSearch;
  onSearch: (search: MessageSearch) => void;
}

/** Every message to customers, sent or not: the sandbox channel shows here what a phone would show. */
export function MessagesPage({ search, onSearch }: MessagesPageProps) {
  const { t } = useTranslation('notifications');
  const { open, ...filter } = search;
  const list = useMessages(filter);
  const filtered = Object.values(filter).some(Boolean);
  return (
    <Page fill>
      <PageHeader title={t('messages.title')} subtitle={t('messages.subtitle')}>
        <FilterBar filtered={filtered} onClear={() => onSearch({ open })}>
          <Pick name="state" values={MESSAGE_STATES} {...{ search, onSearch }} />
          <Pick name="channel" values={CHANNELS} {...{ search, onSearch }} />
          <Pick name="template" values={TEMPLATES} {...{ search, onSearch }} />
        </FilterBar>
      </PageHeader>
      <Page.Body>
        <WithPanel
          panel={
            open ? <MessagePanel key={open} id={open} onClose={() => onSearch({ ...search, open: undefined })} /> : null
          }
        >
          <DataList
            label={t('messages.title')}
            query={list}
            columns={useColumns(Boolean(open))}
            rowKey={(row) => row.id}
            rowLabel={(row) => `${row.customer_name} ${t(`template.${row.template}`, { defaultValue: row.template })}`}
            card={(row) => <MessageCard row={row} />}
            onOpen={(row) => onSearch({ ...search, open: row.id })}
            openId={open ?? null}
            filtered={filtered}
            onClearFilters={() => onSearch({})}
            empty={<EmptyState icon={SendIcon} title={t('messages.empty')} text={t('messages.emptyText')} />}
          />
        </WithPanel>
      </Page.Body>
    </Page>
  );
}

interface PickProps extends MessagesPageProps {
  name: 'state' | 'channel' | 'template';
  values: readonly string[];
}

function Pick({ name, values, search, onSearch }: PickProps) {
  const { t } = useTranslation('notifications');
  return (
    <select
      className={`control ${css.pick}`}
      aria-label={t(`messages.any.${name}`)}
      value={search[name] ?? ''}
      onChange={(event) => onSearch({ ...search, [name]: event.target.value || undefined })}
    >
      <option value="">{t(`messages.any.${name}`)}</option>
      {values.map((value) => (
        <option key={value} value={value}>
          {t(`${name}.${value}`, { defaultValue: value })}
        </option>
      ))}
    </select>
  );
}

function useColumns(narrow: boolean): ListColumn<MessageRow>[] {
  const { t } = useTranslation('notifications');
  const all: ListColumn<MessageRow>[] = [
    { id: 'at', header: t('messages.at'), width: '112px', cell: (row) => formatTime(row.sent_at ?? row.due_at) },
    { id: 'who', header: t('messages.customer'), width: '96px', cell: (row) => row.customer_name },
    {
      id: 'template',
      header: t('messages.template'),
      width: narrow ? 'minmax(120px, 1fr)' : '130px',
      cell: (row) => t(`template.${row.template}`, { defaultValue: row.template }),
    },
    { id: 'channel', header: t('messages.channel'), width: '84px', cell: (row) => t(`channel.${row.channel}`) },
    { id: 'state', header: t('messages.state'), width: '96px', cell: (row) => <State row={row} /> },
    { id: 'text', header: t('messages.text'), width: 'minmax(220px, 3fr)', cell: (row) => <Words row={row} /> },
  ];
  return narrow ? all.filter((column) => column.id !== 'text' && column.id !== 'channel') : all;
}

const State = ({ row }: { row: MessageRow }) => {
  const { t } = useTranslation('notifications');
  return (
    <StatusTag dot tone={MESSAGE_TONES[row.state]}>
      {t(`state.${row.state}`)}
    </StatusTag>
  );
};

/** What was said, or why nothing was. */
function Words({ row }: { row: MessageRow }) {
  const { t } = useTranslation('notifications');
  if (row.blocked_by) {
    const code = `gate.${row.blocked_by.gate}.${row.blocked_by.code}`;
    return <span className={css.why}>{t(code, { defaultValue: row.blocked_by.code })}</span>;
  }
  return <span title={row.text ?? undefined}>{row.text ?? t('messages.notYet', { at: formatTime(row.due_at) })}</span>;
}

function MessageCard({ row }: { row: MessageRow }) {
  const { t } = useTranslation('notifications');
  return (
    <div className={css.card}>
      <div className={css.cardHead}>
        <strong>{row.customer_name}</strong>
        <State row={row} />
      </div>
      <p className={css.cardText}>
        <Words row={row} />
      </p>
      <p className={css.quiet}>
        {t(`template.${row.template}`, { defaultValue: row.template })} · {t(`channel.${row.channel}`)} ·{' '}
        {formatTime(row.sent_at ?? row.due_at)}
      </p>
    </div>
  );
}
