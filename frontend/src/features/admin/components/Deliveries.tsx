import { useTranslation } from 'react-i18next';
import type { DeliveryRow } from '@/api/generated/notifications/types.gen';
import { formatTime } from '@/lib/time';
import { FilterBar } from '@/ui/FilterBar';
import { SendIcon } from '@/ui/icons';
import { DataList } from '@/ui/list/DataList';
import { WithPanel } from '@/ui/SidePanel';
import { EmptyState } from '@/ui/States';
import { StatusTag } from '@/ui/Tag';
import { NOTIFICATIONS, usePages } from '../api';
import { useClockLabels } from '../clock-labels';
import type { PartnersPageProps } from '../search';
import css from './Admin.module.css';
import { DeliveryPanel } from './DeliveryPanel';
import { DELIVERY_TONES } from './delivery-tones';

const STATES = ['pending', 'delivered', 'failed', 'suppressed'] as const;

/** What went out to partners, and what did not. */
export function Deliveries({ search, onSearch, may }: PartnersPageProps & { may: boolean }) {
  const { t } = useTranslation('admin');
  const clock = useClockLabels();
  const list = usePages<DeliveryRow>(`${NOTIFICATIONS}/webhook-deliveries`, { state: search.state });
  const type = (row: DeliveryRow) => t(`type.${row.event_type.replaceAll('.', '_')}`, row.event_type);
  const state = (row: DeliveryRow) => (
    <StatusTag dot tone={DELIVERY_TONES[row.state]}>
      {t(`delivery.${row.state}`)}
    </StatusTag>
  );
  const answer = (row: DeliveryRow) =>
    row.blocked_by && row.state === 'suppressed'
      ? t(`gate.${row.blocked_by.code}`, { defaultValue: row.blocked_by.code })
      : [row.last_status, row.last_error].filter(Boolean).join(' · ') || '–';
  return (
    <WithPanel
      panel={
        search.open ? (
          <DeliveryPanel
            key={search.open}
            id={search.open}
            may={may}
            onClose={() => onSearch({ ...search, open: undefined })}
          />
        ) : null
      }
    >
      <DataList
        label={t('tab.deliveries')}
        query={list}
        rowKey={(row) => row.id}
        rowLabel={(row) => `${row.partner_name} ${type(row)}`}
        columns={[
          {
            id: 'at',
            header: clock.business(t('delivery.at')),
            width: '150px',
            cell: (row) => formatTime(row.created_at),
          },
          { id: 'partner', header: t('partner.one'), cell: (row) => row.partner_name },
          { id: 'type', header: t('delivery.type'), cell: type },
          { id: 'state', header: t('delivery.state'), width: '110px', cell: state },
          { id: 'tries', header: t('delivery.attempts'), width: '72px', align: 'end', cell: (row) => row.attempts },
          { id: 'answer', header: t('delivery.answer'), cell: answer },
        ]}
        card={(row) => (
          <div className={css.grow}>
            <span className={css.line}>
              <strong>{row.partner_name}</strong> {state(row)}
            </span>
            <span>{type(row)}</span>
            <span className={css.quiet}>
              {formatTime(row.created_at)} · {answer(row)}
            </span>
          </div>
        )}
        onOpen={(row) => onSearch({ ...search, open: row.id })}
        openId={search.open ?? null}
        filtered={Boolean(search.state)}
        onClearFilters={() => onSearch({ tab: search.tab })}
        empty={<EmptyState icon={SendIcon} title={t('delivery.none')} text={t('delivery.noneText')} />}
      />
    </WithPanel>
  );
}

/** Stands in the page's header, above list and panel. */
export function DeliveryFilter({ search, onSearch }: PartnersPageProps) {
  const { t } = useTranslation('admin');
  return (
    <FilterBar filtered={Boolean(search.state)} onClear={() => onSearch({ tab: search.tab })}>
      <select
        className={`control ${css.pick}`}
        aria-label={t('delivery.any')}
        value={search.state ?? ''}
        onChange={(event) => onSearch({ ...search, state: event.target.value || undefined })}
      >
        <option value="">{t('delivery.any')}</option>
        {STATES.map((value) => (
          <option key={value} value={value}>
            {t(`delivery.${value}`)}
          </option>
        ))}
      </select>
    </FilterBar>
  );
}
