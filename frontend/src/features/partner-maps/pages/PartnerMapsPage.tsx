import { useTranslation } from 'react-i18next';
import { Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { DetailSkeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { Editor } from '../components/Editor';
import css from '../components/PartnerMaps.module.css';
import { usePartnerMap, usePartnerMaps } from '../hooks';

export const TABS = ['fields', 'enumerations', 'skips', 'feedback', 'general', 'history', 'trial'] as const;
export type MapTab = (typeof TABS)[number];

export interface PartnerMapsSearch {
  partner?: string | undefined;
  tab?: MapTab | undefined;
}

export interface PartnerMapsPageProps {
  search: PartnerMapsSearch;
  onSearch: (search: PartnerMapsSearch) => void;
}

/** How each partner's own JSON becomes leads, and what the partner hears back. */
export function PartnerMapsPage({ search, onSearch }: PartnerMapsPageProps) {
  const { t } = useTranslation('partner-maps');
  const partners = usePartnerMaps();
  const rows = partners.data ?? [];
  const partner = search.partner ?? (rows.find((row) => row.version > 0) ?? rows[0])?.partner_id ?? '';
  const one = usePartnerMap(partner);
  const failed = partners.error ?? one.error;
  const picker = (
    <select
      className={`control ${css.partner}`}
      aria-label={t('partner')}
      value={partner}
      onChange={(event) => onSearch({ ...search, partner: event.target.value })}
    >
      {rows.map((row) => (
        <option key={row.partner_id} value={row.partner_id}>
          {row.version > 0 ? row.partner_name : t('unmapped', { name: row.partner_name })}
        </option>
      ))}
    </select>
  );
  if (one.data && one.data.partner_id === partner)
    return (
      <Page>
        <Editor key={partner} saved={one.data} picker={picker} {...{ search, onSearch }} />
      </Page>
    );
  return (
    <Page>
      <PageHeader title={t('title')} subtitle={t('subtitle')} />
      <Page.Body>
        {failed ? (
          <ErrorState error={failed} onRetry={() => void (partners.error ? partners : one).refetch()} />
        ) : partners.data && rows.length === 0 ? (
          <EmptyState title={t('none')} text={t('noneText')} />
        ) : (
          <DetailSkeleton />
        )}
      </Page.Body>
    </Page>
  );
}
