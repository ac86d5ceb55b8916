import { useTranslation } from 'react-i18next';
import { cx } from '@/lib/cx';
import { Chips } from '@/ui/Chips';
import { RowsSkeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { useSalesLabel } from '@/ui/sales/labels';
import { useBreakdown } from '../hooks';
import { DIMENSIONS, type Dimension, type KpiCard, type KpiGroup, shown } from '../model';
import css from './Numbers.module.css';

export interface BreakdownProps {
  card: KpiCard;
  month: string;
  by: Dimension;
  group: string | undefined;
  wholeGroup: boolean;
  onBy: (by: Dimension) => void;
  onGroup: (group: string | undefined) => void;
}

/** A number by adviser, team, source, model …; choosing a line chooses its rows. */
export function Breakdown({ card, month, by, group, wholeGroup, onBy, onGroup }: BreakdownProps) {
  const { t } = useTranslation('numbers');
  const query = useBreakdown(card.id, month, by);
  const name = useGroupName(by);
  const most = Math.max(...(query.data?.groups ?? []).map((one) => one.denominator ?? one.numerator), 1);
  return (
    <div className={css.breakdown}>
      <Chips
        label={t('by')}
        hideLabel
        size="sm"
        value={by}
        onChange={onBy}
        options={DIMENSIONS.filter((one) => one !== 'store' || wholeGroup).map((value) => ({
          value,
          label: t(`dimension.${value}`),
        }))}
      />
      {query.isPending ? <RowsSkeleton rows={4} /> : null}
      {query.error ? <ErrorState compact error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.data?.groups.length === 0 ? <EmptyState compact title={t('nothing')} /> : null}
      <ul className={css.groups}>
        {query.data?.groups.map((one) => (
          <li key={one.key}>
            <button
              type="button"
              className={cx(css.group, one.key === group && css.open)}
              aria-pressed={one.key === group}
              onClick={() => onGroup(one.key === group ? undefined : one.key)}
            >
              <span className={css.groupName}>{name(one)}</span>
              <span className={css.track}>
                <span
                  className={css.fill}
                  style={{ inlineSize: `${((one.denominator ?? one.numerator) / most) * 100}%` }}
                />
              </span>
              <span className={css.groupValue}>
                <b className={cx(one.standing === 'alarm' && css.worse)}>{shown(one, card.unit)}</b>
                {one.denominator === null ? null : <small>{`${one.numerator} / ${one.denominator}`}</small>}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function useGroupName(by: Dimension): (group: KpiGroup) => string {
  const { t } = useTranslation('numbers');
  const label = useSalesLabel();
  return (group) => {
    if (group.key === '') return t('nobody');
    if (by === 'source') return label('source', group.key);
    if (by === 'side') return t(`side.${group.key}`);
    return group.name ?? group.key;
  };
}
