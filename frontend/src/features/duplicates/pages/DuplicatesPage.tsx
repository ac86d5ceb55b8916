import { useTranslation } from 'react-i18next';
import { toast } from '@/lib/toast';
import { Button } from '@/ui/Button';
import { Chips } from '@/ui/Chips';
import { FilterBar } from '@/ui/FilterBar';
import { CheckCircleIcon } from '@/ui/icons';
import { DataList } from '@/ui/list/DataList';
import { flatten } from '@/ui/list/types';
import { Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { EmptyState } from '@/ui/States';
import { MergeSheet } from '../components/MergeSheet';
import { Merges } from '../components/Merges';
import { PairCard, usePairColumns } from '../components/PairColumns';
import { PickSheet } from '../components/PickSheet';
import { ScanState } from '../components/ScanState';
import { useDismiss, useOverview, usePairs, useReopen } from '../hooks';
import { type PairOut, TABS, type Tab } from '../model';

export interface DuplicatesSearch {
  tab?: Tab | undefined;
  open?: string | undefined;
  merge?: string | undefined;
}

export interface DuplicatesPageProps {
  search: DuplicatesSearch;
  onSearch: (search: DuplicatesSearch) => void;
}

/** Files that look like one person's: decided pair by pair, and what was merged before. */
export function DuplicatesPage({ search, onSearch }: DuplicatesPageProps) {
  const { t } = useTranslation('duplicates');
  const tab = search.tab ?? 'open';
  const waiting = useOverview().data?.open_pairs;
  return (
    <Page fill>
      <PageHeader title={t('title')} subtitle={t('subtitle')} actions={<ScanState />}>
        <FilterBar>
          <Chips
            label={t('tabs')}
            hideLabel
            size="sm"
            value={tab}
            onChange={(value) => onSearch({ tab: value })}
            options={TABS.map((value) => ({
              value,
              label: [t(`tab.${value}`), value === 'open' ? waiting : undefined]
                .filter((part) => part !== undefined)
                .join(' '),
            }))}
          />
        </FilterBar>
      </PageHeader>
      <Page.Body>
        {tab === 'merges' ? (
          <Merges />
        ) : (
          <Pairs key={tab} state={tab} open={search.open} onOpen={(open) => onSearch({ tab, open })} />
        )}
      </Page.Body>
      {search.merge ? <PickSheet one={search.merge} onClose={() => onSearch({ tab })} /> : null}
    </Page>
  );
}

interface PairsProps {
  state: 'open' | 'dismissed';
  open: string | undefined;
  onOpen: (id: string | undefined) => void;
}

function Pairs({ state, open, onOpen }: PairsProps) {
  const { t } = useTranslation('duplicates');
  const query = usePairs(state, true);
  const columns = usePairColumns();
  const dismiss = useDismiss();
  const reopen = useReopen();
  const shown = flatten(query).find((pair) => pair.id === open);
  const two = (pair: PairOut) => {
    onOpen(undefined);
    dismiss.mutate(
      { id: pair.id, note: '' },
      { onSuccess: () => toast(t('dismissed'), { undo: () => reopen.mutate(pair.id) }) },
    );
  };
  return (
    <>
      <DataList
        label={t('title')}
        query={query}
        columns={columns}
        rowKey={(row) => row.id}
        rowLabel={(row) => `${row.one.name || t('noName')} / ${row.other.name || t('noName')}`}
        card={(row) => <PairCard row={row} />}
        onOpen={(row) => onOpen(row.id)}
        openId={open ?? null}
        rowHeight={60}
        empty={
          <EmptyState
            icon={CheckCircleIcon}
            title={t(state === 'open' ? 'none' : 'noneDismissed')}
            text={t(state === 'open' ? 'noneText' : 'noneDismissedText')}
          />
        }
      />
      {shown ? (
        <MergeSheet
          key={shown.id}
          one={shown.one.id}
          other={shown.other.id}
          onClose={() => onOpen(undefined)}
          aside={
            state === 'open' ? (
              <Button onClick={() => two(shown)}>{t('merge.two')}</Button>
            ) : (
              <Button onClick={() => reopen.mutate(shown.id, { onSuccess: () => onOpen(undefined) })}>
                {t('merge.reopen')}
              </Button>
            )
          }
        />
      ) : null}
    </>
  );
}
