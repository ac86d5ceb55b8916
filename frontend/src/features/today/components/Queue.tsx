import { lazy, Suspense, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRegisterCommands } from '@/lib/commands';
import { useLevels } from '@/ui/sales/settings';
import { dial, useReveal } from '@/ui/sales/useCall';
import { useFresh } from '../hooks/useFresh';
import { isResponse, itemKey, type TodayItem } from '../model';
import css from './Queue.module.css';
import { QueueRow } from './QueueRow';

const loadSheet = () => import('@/ui/sales/FollowUpSheet');
const FollowUpSheet = lazy(loadSheet);

export interface QueueProps {
  items: readonly TodayItem[];
  showOwner: boolean;
}

/** The ordered queue: J/K move, Enter opens, C calls, F logs. A call leads straight to its log. */
export function Queue({ items, showOwner }: QueueProps) {
  const { t } = useTranslation('today');
  const links = useRef(new Map<string, HTMLAnchorElement>());
  const [active, setActive] = useState<string | null>(null);
  const [logging, setLogging] = useState<TodayItem | null>(null);
  const reveal = useReveal();
  const { nameOf } = useLevels();
  const keys = items.map(itemKey);
  const fresh = useFresh(keys);
  const at = active === null ? -1 : keys.indexOf(active);
  const move = (by: number) => {
    const key = keys[Math.max(0, Math.min(keys.length - 1, at + by))];
    if (key) links.current.get(key)?.focus();
  };
  const current = () => items[Math.max(0, at)];
  const call = async (item: TodayItem | undefined): Promise<string | null> => {
    if (!item?.customer_id) return null;
    void loadSheet();
    try {
      const number = await reveal.mutateAsync(item.customer_id);
      dial(number);
      if (item.lead_id && !item.appointment) setLogging(item);
      return number;
    } catch {
      return null;
    }
  };
  useRegisterCommands([
    { id: 'today.next', group: 'today', keys: 'j', run: () => move(1) },
    { id: 'today.previous', group: 'today', keys: 'k', run: () => move(-1) },
    { id: 'today.call', group: 'today', keys: 'c', run: () => void call(current()) },
    {
      id: 'today.log',
      group: 'today',
      keys: 'f',
      run: () => {
        const item = current();
        if (item?.lead_id) setLogging(item);
      },
    },
  ]);
  const arrived = items.filter((item) => fresh.has(itemKey(item)) && isResponse(item.reason));
  return (
    <>
      <p className="sr-only" role="status">
        {arrived.map((item) => t('arrived', { name: item.customer_name || t('sales:noName') })).join(' ')}
      </p>
      <ol className={css.queue} aria-label={t('queue')} onPointerEnter={() => void loadSheet()}>
        {items.map((item) => {
          const key = itemKey(item);
          return (
            <QueueRow
              key={key}
              item={item}
              fresh={fresh.has(key)}
              showOwner={showOwner}
              levelName={nameOf(item.level)}
              onCall={() => call(item)}
              onLog={() => setLogging(item)}
              onFocus={() => setActive(key)}
              linkRef={(link) => {
                if (link) links.current.set(key, link);
                else links.current.delete(key);
              }}
            />
          );
        })}
      </ol>
      <Suspense>
        {logging?.lead_id ? (
          <FollowUpSheet
            key={logging.lead_id}
            target={{
              leadId: logging.lead_id,
              customerName: logging.customer_name ?? '',
              level: logging.level,
              wanted: logging.wanted,
            }}
            onClose={() => setLogging(null)}
          />
        ) : null}
      </Suspense>
    </>
  );
}
