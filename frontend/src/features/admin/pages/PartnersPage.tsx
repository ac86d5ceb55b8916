import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/session';
import { mayUse } from '@/lib/roles';
import { Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { ForbiddenState } from '@/ui/States';
import { Tabs } from '@/ui/Tabs';
import { Deliveries, DeliveryFilter } from '../components/Deliveries';
import { Endpoints } from '../components/Endpoints';
import { Inbound } from '../components/Inbound';
import { Partners } from '../components/Partners';
import type { PartnersPageProps, PartnersTab } from '../search';

export function PartnersPage({ search, onSearch }: PartnersPageProps) {
  const { t } = useTranslation('admin');
  const me = useMe();
  const keeper = mayUse(me.roles, ['channel_partner_manager']);
  const reader = mayUse(me.roles, ['channel_partner_manager', 'finance_specialist']);
  const tab = search.tab ?? 'partners';
  const tabs = ['partners', ...(keeper ? ['endpoints'] : []), ...(reader ? ['deliveries', 'inbound'] : [])];
  return (
    <Page fill={tab === 'deliveries'}>
      <PageHeader title={t('partners.title')} subtitle={t('partners.subtitle')}>
        <Tabs
          label={t('partners.title')}
          value={tab}
          onChange={(next) => onSearch(next === 'partners' ? {} : { tab: next as PartnersTab })}
          items={tabs.map((id) => ({ id, label: t(`tab.${id}`) }))}
        />
        {tab === 'deliveries' && reader ? <DeliveryFilter {...{ search, onSearch }} /> : null}
      </PageHeader>
      <Page.Body>
        {tabs.includes(tab) ? null : <ForbiddenState />}
        {tab === 'partners' ? <Partners may={keeper} /> : null}
        {tab === 'endpoints' && keeper ? <Endpoints /> : null}
        {tab === 'deliveries' && reader ? <Deliveries may={keeper} {...{ search, onSearch }} /> : null}
        {tab === 'inbound' && reader ? <Inbound may={keeper} /> : null}
      </Page.Body>
    </Page>
  );
}
