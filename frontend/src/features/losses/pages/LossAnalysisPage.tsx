import { useTranslation } from 'react-i18next';
import { useBusinessNow } from '@/lib/clock';
import { Card, Stat } from '@/ui/Card';
import { Chips } from '@/ui/Chips';
import { Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { DetailSkeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { Groups } from '../components/Groups';
import css from '../components/Losses.module.css';
import { RowsBehind } from '../components/RowsBehind';
import { useAnalysis } from '../hooks';
import {
  type AnalysisSearch,
  GROUPINGS,
  type Grouping,
  type LossAnalysis,
  percent,
  SPANS,
  type Span,
  spanOf,
} from '../model';

export interface LossAnalysisPageProps {
  search: AnalysisSearch;
  onSearch: (change: Partial<AnalysisSearch>) => void;
}

const TEN_MINUTES = 600_000;

/** Where, why and to whom customers are lost; every number opens its rows. */
export function LossAnalysisPage({ search, onSearch }: LossAnalysisPageProps) {
  const { t } = useTranslation('losses');
  const now = useBusinessNow(TEN_MINUTES);
  return (
    <Page>
      <PageHeader title={t('analysis.title')} subtitle={t('analysis.subtitle')}>
        <div className={css.toolbar}>
          <Chips<Span>
            hideLabel
            size="sm"
            label={t('analysis.days.label')}
            value={search.days ?? '90'}
            onChange={(days) => onSearch({ days, key: undefined })}
            options={SPANS.map((value) => ({ value, label: t(`analysis.days.${value}`) }))}
          />
          <Chips<Grouping>
            hideLabel
            size="sm"
            label={t('analysis.by.label')}
            value={search.by ?? 'node'}
            onChange={(by) => onSearch({ by, key: undefined })}
            options={GROUPINGS.map((value) => ({ value, label: t(`analysis.by.${value}`) }))}
          />
          <label className={css.check}>
            <input
              type="checkbox"
              checked={search.verified ?? false}
              onChange={(event) => onSearch({ verified: event.target.checked || undefined, key: undefined })}
            />
            {t('analysis.verified')}
          </label>
        </div>
      </PageHeader>
      <Page.Body>
        {now === null ? <DetailSkeleton /> : <Analysis search={search} onSearch={onSearch} now={now} />}
      </Page.Body>
    </Page>
  );
}

function Analysis({ search, onSearch, now }: LossAnalysisPageProps & { now: number }) {
  const { t } = useTranslation('losses');
  const by = search.by ?? 'node';
  const filters = { ...spanOf(search.days ?? '90', now), basis: search.verified ? 'verified' : 'stated' };
  const analysis = useAnalysis(by, filters);
  if (analysis.isPending) return <DetailSkeleton />;
  if (analysis.error) return <ErrorState error={analysis.error} onRetry={() => void analysis.refetch()} />;
  return (
    <>
      <Totals data={analysis.data} />
      {analysis.data.groups.length === 0 ? (
        <EmptyState title={t('analysis.empty')} text={t('analysis.emptyText')} />
      ) : (
        <Groups data={analysis.data} chosen={search.key} onChoose={(key) => onSearch({ key })} />
      )}
      {search.key ? <RowsBehind by={by} group={search.key} filters={filters} data={analysis.data} /> : null}
    </>
  );
}

function Totals({ data }: { data: LossAnalysis }) {
  const { t } = useTranslation('losses');
  return (
    <Card>
      <div className={css.stats}>
        <Stat label={t('analysis.lost')} value={data.lost} />
        <Stat label={t('analysis.invalid')} value={data.invalid} />
        <Stat label={t('analysis.reactivated')} value={data.reactivated} tone="success" />
        <Stat label={t('analysis.rate')} value={percent(data.loss_rate_percent)} note={t('analysis.rateFormula')} />
        <Stat
          label={t('analysis.differs')}
          value={data.differs}
          tone={data.differs > 0 ? 'warning' : 'neutral'}
          note={t('analysis.differsOf', { count: data.verified })}
        />
      </div>
    </Card>
  );
}
