import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/session';
import { useBusinessNow } from '@/lib/clock';
import { mayUse } from '@/lib/roles';
import { toWall } from '@/lib/time';
import { Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { DetailSkeleton } from '@/ui/Skeleton';
import { ForbiddenState } from '@/ui/States';
import { Tabs } from '@/ui/Tabs';
import { DailyTab } from '../components/DailyTab';
import { MatrixTab } from '../components/MatrixTab';
import { RegisterTab } from '../components/RegisterTab';
import { StatisticsTab } from '../components/StatisticsTab';
import { type FormsSearch, type FormTab, TAB_ROLES, TABS } from '../model';

export interface FormsPageProps {
  search: FormsSearch;
  onSearch: (search: FormsSearch) => void;
}

const PAGES = { register: RegisterTab, daily: DailyTab, matrix: MatrixTab, statistics: StatisticsTab };

/** The forms of the sales side as they fill themselves, to be looked at, signed, printed, taken out. */
export function FormsPage({ search, onSearch }: FormsPageProps) {
  const { t } = useTranslation('forms');
  const me = useMe();
  const now = useBusinessNow();
  const mine = TABS.filter((tab) => mayUse(me.roles, TAB_ROLES[tab]));
  const tab = mine.find((one) => one === search.form) ?? mine[0];
  const Shown = tab ? PAGES[tab] : null;
  return (
    <Page>
      <PageHeader screenOnly title={t('title.page')} subtitle={t('subtitle')}>
        <Tabs
          label={t('title.page')}
          value={tab ?? ''}
          onChange={(form) => onSearch({ ...search, form: form as FormTab })}
          items={mine.map((id) => ({ id, label: t(`tab.${id}`) }))}
        />
      </PageHeader>
      <Page.Body>
        {Shown === null ? <ForbiddenState /> : null}
        {Shown && now === null ? <DetailSkeleton /> : null}
        {Shown && now !== null ? (
          <Shown
            search={search}
            today={toWall(now).slice(0, 10)}
            onSearch={(change) => onSearch({ ...search, form: tab, ...change })}
          />
        ) : null}
      </Page.Body>
    </Page>
  );
}
