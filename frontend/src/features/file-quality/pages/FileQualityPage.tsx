import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/session';
import { mayUse } from '@/lib/roles';
import { Chips } from '@/ui/Chips';
import { FilterBar } from '@/ui/FilterBar';
import { Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { Files } from '../components/Files';
import { Report } from '../components/Report';
import { StockTakes } from '../components/StockTakes';
import { JUDGES, TABS, type Tab } from '../model';

export interface FileQualitySearch {
  tab?: Tab | undefined;
  take?: string | undefined;
}

export interface FileQualityPageProps {
  search: FileQualitySearch;
  onSearch: (search: FileQualitySearch) => void;
}

/** How good the files are: the supervisor's queue, what came back, scores per adviser, and the stock-take. */
export function FileQualityPage({ search, onSearch }: FileQualityPageProps) {
  const { t } = useTranslation('file-quality');
  const me = useMe();
  const tab = search.tab ?? (mayUse(me.roles, JUDGES) ? 'pending' : 'returned');
  const listed = tab === 'pending' || tab === 'returned';
  return (
    <Page fill={listed}>
      <PageHeader title={t('title')} subtitle={t('subtitle')}>
        <FilterBar>
          <Chips
            label={t('tabs')}
            hideLabel
            size="sm"
            value={tab}
            onChange={(value) => onSearch({ tab: value })}
            options={TABS.map((value) => ({ value, label: t(`tab.${value}`) }))}
          />
        </FilterBar>
      </PageHeader>
      <Page.Body>
        {tab === 'pending' || tab === 'returned' ? <Files key={tab} state={tab} /> : null}
        {tab === 'report' ? <Report /> : null}
        {tab === 'stockTake' ? (
          <StockTakes take={search.take} onTake={(take) => onSearch({ tab: 'stockTake', take })} />
        ) : null}
      </Page.Body>
    </Page>
  );
}
