import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarCar } from '@/api/generated/leads/types.gen';
import { useMe } from '@/api/session';
import { useBusinessNow } from '@/lib/clock';
import { useRegisterCommands } from '@/lib/commands';
import { useIsPhone } from '@/lib/media';
import { addDays, formatDate, localDate } from '@/lib/time';
import { Button, IconButton } from '@/ui/Button';
import { DateField } from '@/ui/DateField';
import { FormField } from '@/ui/FormField';
import { CalendarIcon, LeftIcon, PlusIcon, RightIcon } from '@/ui/icons';
import { Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { WithPanel } from '@/ui/SidePanel';
import { RowsSkeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { Agenda } from '../components/Agenda';
import { BookSheet } from '../components/BookSheet';
import { DayGrid, type DayGridProps } from '../components/DayGrid';
import css from '../components/Drive.module.css';
import { DrivePanel } from '../components/DrivePanel';
import { useCalendar } from '../hooks';
import type { DriveSearch } from '../model';

export interface TestDrivesPageProps {
  search: DriveSearch;
  onSearch: (change: Partial<DriveSearch>) => void;
  onGo: (href: string) => void;
}

/** The day of the test cars: what is free books with one click. */
export function TestDrivesPage(props: TestDrivesPageProps) {
  const now = useBusinessNow();
  if (now === null && !props.search.day) return <RowsSkeleton />;
  return <Day {...props} day={props.search.day ?? localDate(now ?? 0)} today={now === null ? null : localDate(now)} />;
}

type Picked = { car: CalendarCar | null; start: number | null };

function Day({ search, onSearch, onGo, day, today }: TestDrivesPageProps & { day: string; today: string | null }) {
  const { t } = useTranslation('test-drives');
  const phone = useIsPhone();
  const calendar = useCalendar(day);
  const [picked, setPicked] = useState<Picked | null>(null);
  const asked = search.new || (phone && search.customer && !search.open);
  const booking = picked ?? (asked ? { car: null, start: null } : null);
  const book = () => setPicked({ car: null, start: null });
  const open = (id: string) => onSearch({ open: id });
  const move = (by: number) => onSearch({ day: addDays(day, by) });
  useRegisterCommands([
    { id: 'testDrives.new', group: 'sales', keys: 'n', run: book },
    { id: 'testDrives.previous', group: 'sales', keys: '[', run: () => move(-1) },
    { id: 'testDrives.next', group: 'sales', keys: ']', run: () => move(1) },
  ]);
  const done = () => {
    setPicked(null);
    if (search.new || search.customer) onSearch({ new: undefined, customer: undefined, lead: undefined });
  };
  return (
    <Page fill={!phone}>
      <PageHeader
        title={t('title')}
        subtitle={search.customer ? t('pickFor') : formatDate(day)}
        actions={
          <>
            <DayPicker day={day} today={today} onDay={(next) => onSearch({ day: next })} />
            {phone ? null : (
              <Button variant="primary" icon={PlusIcon} keys="n" onClick={book}>
                {t('book.title')}
              </Button>
            )}
          </>
        }
      />
      <Page.Body>
        <WithPanel
          panel={
            search.open ? (
              <DrivePanel
                key={search.open}
                id={search.open}
                onClose={() => onSearch({ open: undefined })}
                onGo={onGo}
              />
            ) : null
          }
        >
          {phone ? (
            <>
              <Agenda day={day} onOpen={open} />
              <Button className={css.thumb} variant="primary" size="lg" block icon={PlusIcon} onClick={book}>
                {t('book.title')}
              </Button>
            </>
          ) : (
            <Desk
              calendar={calendar}
              openId={search.open}
              onOpen={open}
              onBook={(car, start) => setPicked({ car, start })}
              onNextDay={() => move(1)}
            />
          )}
        </WithPanel>
      </Page.Body>
      {booking && calendar.data ? (
        <BookSheet
          calendar={calendar.data}
          customerId={search.customer ?? null}
          leadId={search.lead ?? null}
          {...booking}
          onClose={done}
          onBooked={(drive) => {
            setPicked(null);
            onSearch({ open: drive.id, new: undefined, customer: undefined, lead: undefined });
          }}
        />
      ) : null}
    </Page>
  );
}

interface DayPickerProps {
  day: string;
  today: string | null;
  onDay: (day: string | undefined) => void;
}

function DayPicker({ day, today, onDay }: DayPickerProps) {
  const { t } = useTranslation('test-drives');
  return (
    <span className={css.days}>
      <IconButton icon={LeftIcon} label={t('previousDay')} onClick={() => onDay(addDays(day, -1))} />
      <FormField label={t('day')} hideLabel>
        {(props) => <DateField {...props} value={day} onChange={(next) => onDay(next ?? undefined)} />}
      </FormField>
      <IconButton icon={RightIcon} label={t('nextDay')} onClick={() => onDay(addDays(day, 1))} />
      {today && day !== today ? (
        <Button size="sm" variant="ghost" onClick={() => onDay(undefined)}>
          {t('today')}
        </Button>
      ) : null}
    </span>
  );
}

interface DeskProps extends Pick<DayGridProps, 'openId' | 'onOpen' | 'onBook'> {
  calendar: ReturnType<typeof useCalendar>;
  onNextDay: () => void;
}

function Desk({ calendar, onNextDay, ...grid }: DeskProps) {
  const { t } = useTranslation('test-drives');
  const me = useMe();
  if (calendar.isPending) return <RowsSkeleton />;
  if (calendar.error) return <ErrorState error={calendar.error} onRetry={() => void calendar.refetch()} />;
  const { opens_at, cars } = calendar.data;
  if (opens_at && cars.length > 0) return <DayGrid calendar={calendar.data} meId={me.staff_id} {...grid} />;
  return (
    <EmptyState
      icon={CalendarIcon}
      title={t(opens_at ? 'noCars' : 'closed')}
      action={<Button onClick={onNextDay}>{t('nextDay')}</Button>}
    />
  );
}
