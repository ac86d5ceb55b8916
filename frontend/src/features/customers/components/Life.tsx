import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useIsPhone } from '@/lib/media';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { Chips } from '@/ui/Chips';
import { HistoryIcon } from '@/ui/icons';
import { PathLink } from '@/ui/PathLink';
import { RowsSkeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { Timeline, type TimelineEntry } from '@/ui/Timeline';
import { useLife } from '../hooks/useCustomers';
import { placeOf, type Say, wordsOf } from '../life';
import { type LifeItem, SERVICES } from '../model';
import { Gone } from './Gone';
import { lookOf } from './look';
import css from './Page.module.css';

export interface LifeProps {
  customerId: string;
  service: string | undefined;
  onService: (service: string | undefined) => void;
}

/** Everything that ever happened to the customer, from all services, in one line of days. */
export function Life({ customerId, service, onService }: LifeProps) {
  const { t } = useTranslation('customers');
  const phone = useIsPhone();
  const query = useLife(customerId);
  const say: Say = t as unknown as Say;
  const items = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  const gone = query.data?.pages.at(-1)?.unavailable ?? [];
  const shown = service ? items.filter((item) => item.service === service) : items;
  const entries = useMemo(() => shown.map((item) => entryOf(item, say)), [shown, say]);
  const filter = (
    <Chips
      label={t('timeline.filter')}
      hideLabel
      size="sm"
      value={service ?? 'all'}
      onChange={(value) => onService(value === 'all' ? undefined : value)}
      options={[
        { value: 'all', label: t('timeline.all') },
        ...SERVICES.map((value) => ({ value: value as string, label: t(`service.${value}`) })),
      ]}
    />
  );
  return (
    <Card title={t('timeline.title')} extra={phone ? undefined : filter}>
      {phone ? <div className={css.scroll}>{filter}</div> : null}
      <Gone services={gone} onRetry={() => void query.refetch()} />
      {query.isPending ? (
        <RowsSkeleton rows={8} />
      ) : query.error && items.length === 0 ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : entries.length === 0 && !query.hasNextPage ? (
        <EmptyState compact icon={HistoryIcon} title={t('timeline.empty')} text={t('timeline.emptyText')} />
      ) : (
        <Timeline entries={entries} label={t('timeline.title')} />
      )}
      <More query={query} />
    </Card>
  );
}

function entryOf(item: LifeItem, say: Say): TimelineEntry {
  const { title, details, note } = wordsOf(item, say);
  const place = placeOf(item);
  return {
    id: item.id,
    at: item.at,
    ...lookOf(item.kind),
    title: place ? (
      <PathLink href={place} className={css.entry}>
        {title}
      </PathLink>
    ) : (
      title
    ),
    by: [item.actor_name, ...details].filter(Boolean).join(' · ') || null,
    body: note || undefined,
  };
}

/** Reads on when its end comes into view; a button for keyboards, and after a failed page. */
function More({ query }: { query: ReturnType<typeof useLife> }) {
  const { t } = useTranslation('customers');
  const end = useRef<HTMLDivElement>(null);
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query;
  useEffect(() => {
    if (!end.current || !hasNextPage || isFetchingNextPage || isFetchNextPageError) return;
    if (typeof IntersectionObserver === 'undefined') return;
    const watch = new IntersectionObserver(([entry]) => entry?.isIntersecting && void fetchNextPage(), {
      rootMargin: '400px',
    });
    watch.observe(end.current);
    return () => watch.disconnect();
  }, [hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);
  if (!hasNextPage) return null;
  return (
    <div ref={end} className={css.more}>
      <Button variant="ghost" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
        {t('timeline.more')}
      </Button>
    </div>
  );
}
