import { useTranslation } from 'react-i18next';
import { useBusinessNow } from '@/lib/clock';
import { toWall } from '@/lib/time';
import { Card } from '@/ui/Card';
import { MonthStepper } from '@/ui/MonthStepper';
import { Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { WithPanel } from '@/ui/SidePanel';
import { CardsSkeleton } from '@/ui/Skeleton';
import { ErrorState } from '@/ui/States';
import { LevelTag } from '@/ui/Tag';
import { FunnelCard } from '../components/FunnelCard';
import { KpiPanel } from '../components/KpiPanel';
import { KpiTile } from '../components/KpiTile';
import css from '../components/Numbers.module.css';
import { useBoard } from '../hooks';
import { GROUPS, type KpiBoard, type NumbersSearch } from '../model';

export interface NumbersPageProps {
  search: NumbersSearch;
  onSearch: (search: NumbersSearch) => void;
}

/** The month's numbers of the sales side; each shows its formula and opens its rows. */
export function NumbersPage({ search, onSearch }: NumbersPageProps) {
  const { t } = useTranslation('numbers');
  const now = useBusinessNow();
  const query = useBoard(search.month);
  const board = query.data;
  const change = (part: Partial<NumbersSearch>) => onSearch({ ...search, ...part });
  const card = board?.kpis.find((one) => one.id === search.kpi);
  const month = search.month ?? board?.month;
  const panel =
    card && month ? <KpiPanel key={card.id} card={card} month={month} search={search} onSearch={change} /> : null;
  return (
    <WithPanel panel={panel}>
      <Page>
        <PageHeader
          title={t('title')}
          subtitle={board?.is_current ? t('subtitle') : t('subtitlePast')}
          actions={
            month ? (
              <MonthStepper
                month={month}
                last={now === null ? month : toWall(now).slice(0, 7)}
                onChange={(next) => change({ month: next, group: undefined })}
              />
            ) : undefined
          }
        />
        <Page.Body>
          {query.error && !board ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
          {query.isPending ? <CardsSkeleton /> : null}
          {board ? <Board board={board} open={search.kpi} onOpen={(kpi) => change({ kpi, group: undefined })} /> : null}
          {board ? <FunnelCard month={search.month} /> : null}
        </Page.Body>
      </Page>
    </WithPanel>
  );
}

function Board({ board, open, onOpen }: { board: KpiBoard; open: string | undefined; onOpen: (kpi: string) => void }) {
  const { t } = useTranslation('numbers');
  const by = new Map(board.kpis.map((card) => [card.id, card]));
  return (
    <>
      {GROUPS.map((group) => (
        <section key={group.id} aria-label={t(`group.${group.id}`)}>
          <h2 className={css.groupTitle}>{t(`group.${group.id}`)}</h2>
          <div className={css.tiles}>
            {group.kpis.map((id) => {
              const card = by.get(id);
              return card ? <KpiTile key={id} card={card} open={open === id} onOpen={() => onOpen(id)} /> : null;
            })}
          </div>
        </section>
      ))}
      <Carried carried={board.carried} />
    </>
  );
}

/** What the month began with, frozen at its first midnight. */
function Carried({ carried }: { carried: KpiBoard['carried'] }) {
  const { t } = useTranslation('numbers');
  const levels = Object.entries(carried ?? {}).sort(([a], [b]) => a.localeCompare(b));
  return (
    <Card title={t('carried.title')} extra={<span className={css.quiet}>{t('carried.note')}</span>}>
      {carried === null ? <p className={css.quiet}>{t('noSnapshot')}</p> : null}
      {carried !== null && levels.length === 0 ? <p className={css.quiet}>{t('carried.none')}</p> : null}
      <ul className={css.levels}>
        {levels.map(([level, count]) => (
          <li key={level}>
            <LevelTag level={level} /> <b>{count}</b>
          </li>
        ))}
      </ul>
    </Card>
  );
}
