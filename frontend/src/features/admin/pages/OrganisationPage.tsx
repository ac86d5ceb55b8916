import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/session';
import { Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { Tabs } from '@/ui/Tabs';
import css from '../components/Admin.module.css';
import { Roster } from '../components/Roster';
import { Staff } from '../components/Staff';
import { Stores } from '../components/Stores';
import type { OrganisationProps, OrganisationTab } from '../search';

/** Who works where and when. */
export function OrganisationPage({ search, onSearch }: OrganisationProps) {
  const { t } = useTranslation('admin');
  const me = useMe();
  const tab = search.tab ?? 'staff';
  const store = search.store ?? me.store.id;
  return (
    <Page>
      <PageHeader
        title={t('organisation.title')}
        subtitle={me.stores.find((item) => item.id === store)?.name ?? me.store.name}
        actions={
          me.stores.length > 1 ? (
            <select
              className={`control ${css.pick}`}
              aria-label={t('organisation.store')}
              value={store}
              onChange={(event) => onSearch({ ...search, store: event.target.value })}
            >
              {me.stores.map((item) => (
                <option key={item.id} value={item.id}>
                  {item.name}
                </option>
              ))}
            </select>
          ) : undefined
        }
      >
        <Tabs
          label={t('organisation.title')}
          value={tab}
          onChange={(next) =>
            onSearch({ store: search.store, ...(next === 'staff' ? {} : { tab: next as OrganisationTab }) })
          }
          items={(['staff', 'roster', 'stores'] as const).map((id) => ({ id, label: t(`tab.${id}`) }))}
        />
      </PageHeader>
      <Page.Body>
        {tab === 'staff' ? <Staff key={store} store={store} {...{ search, onSearch }} /> : null}
        {tab === 'roster' ? <Roster store={store} {...{ search, onSearch }} /> : null}
        {tab === 'stores' ? <Stores store={store} /> : null}
      </Page.Body>
    </Page>
  );
}
