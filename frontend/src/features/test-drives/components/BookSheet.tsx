import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarCar, CalendarOut, TestDriveOut } from '@/api/generated/leads/types.gen';
import { asProblem } from '@/api/problem';
import { useBusinessNow } from '@/lib/clock';
import { formatTime } from '@/lib/time';
import { toast } from '@/lib/toast';
import { Button } from '@/ui/Button';
import { Chips } from '@/ui/Chips';
import { CustomerPicker } from '@/ui/deal/CustomerPicker';
import { FormErrors } from '@/ui/FormErrors';
import { FormField } from '@/ui/FormField';
import { Sheet } from '@/ui/Sheet';
import { useBook } from '../hooks';
import { freeMinutes, nextQuarter, slotsOf } from '../model';
import css from './Drive.module.css';

export interface BookSheetProps {
  calendar: CalendarOut;
  customerId: string | null;
  leadId: string | null;
  car: CalendarCar | null;
  start: number | null;
  onClose: () => void;
  onBooked: (drive: TestDriveOut) => void;
}

/** Books a drive: what the click on the calendar said is filled in, the adviser is whoever books. */
export function BookSheet({ calendar, customerId, leadId, car, start, onClose, onBooked }: BookSheetProps) {
  const { t } = useTranslation('test-drives');
  const now = useBusinessNow() ?? 0;
  const free = (of: CalendarCar) => slotsOf(calendar, of, now).filter((slot) => slot.free);
  const usable = calendar.cars.filter((item) => free(item).length > 0);
  const [customer, setCustomer] = useState(customerId);
  const [carId, setCarId] = useState(car?.id ?? usable[0]?.id ?? '');
  const chosen = calendar.cars.find((item) => item.id === carId) ?? null;
  const first = chosen ? free(chosen)[0]?.start : undefined;
  const [at, setAt] = useState<number | null>(start);
  const begin = at ?? first ?? null;
  const [minutes, setMinutes] = useState<'45' | '60'>(
    car && start && freeMinutes(calendar, car, start) < 60 ? '45' : '60',
  );
  const [place, setPlace] = useState<'store' | 'customer'>('store');
  const [note, setNote] = useState('');
  const book = useBook();
  const submit = (moment = begin) => {
    if (!customer || !carId || !moment) return;
    const body = { customer_id: customer, car_id: carId, place, note: note.trim(), minutes: Number(minutes) };
    const lead = leadId && customer === customerId ? { lead_id: leadId } : {};
    book.mutate(
      { ...body, ...lead, starts_at: new Date(moment).toISOString() },
      {
        onSuccess: (drive) => {
          toast(t('book.done', { time: formatTime(drive.starts_at), car: drive.car }), { tone: 'success' });
          onBooked(drive);
        },
      },
    );
  };
  const problem = book.error ? asProblem(book.error) : null;
  const until = typeof problem?.body.until === 'string' ? problem.body.until : null;
  const proposal = until ? nextQuarter(until) : null;
  const options = chosen ? free(chosen) : [];
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('book.title')}
      footer={
        <Button
          variant="primary"
          size="lg"
          block
          loading={book.isPending}
          disabled={!customer || !begin || !carId}
          onClick={() => submit()}
        >
          {begin ? t('book.save', { time: formatTime(begin) }) : t('book.title')}
        </Button>
      }
    >
      <div className={css.form}>
        <CustomerPicker value={customer} onPick={(row) => setCustomer(row?.id ?? null)} />
        <div className={css.pair}>
          <FormField label={t('car')} required problem={book.error} pointer="/car_id">
            {(props) => (
              <select
                {...props}
                className="control"
                value={carId}
                onChange={(event) => {
                  setCarId(event.target.value);
                  setAt(null);
                }}
              >
                {calendar.cars.map((item) => (
                  <option key={item.id} value={item.id} disabled={!usable.includes(item)}>
                    {[item.model, item.plate].filter(Boolean).join(' · ')}
                  </option>
                ))}
              </select>
            )}
          </FormField>
          <FormField label={t('book.at')} required problem={book.error} pointer="/starts_at">
            {(props) => (
              <select
                {...props}
                className="control"
                value={begin ?? ''}
                onChange={(event) => setAt(Number(event.target.value))}
              >
                {begin && !options.some((slot) => slot.start === begin) ? (
                  <option value={begin}>{formatTime(begin, 'time')}</option>
                ) : null}
                {options.map((slot) => (
                  <option key={slot.start} value={slot.start}>
                    {formatTime(slot.start, 'time')}
                  </option>
                ))}
              </select>
            )}
          </FormField>
        </div>
        <Chips
          label={t('book.minutes')}
          value={minutes}
          onChange={setMinutes}
          options={(['45', '60'] as const).map((value) => ({ value, label: t('book.min', { count: Number(value) }) }))}
        />
        <Chips
          label={t('book.place')}
          value={place}
          onChange={setPlace}
          options={(['store', 'customer'] as const).map((value) => ({ value, label: t(`place.${value}`) }))}
        />
        <FormField label={t('book.note')} problem={book.error} pointer="/note">
          {(props) => (
            <input
              {...props}
              className="control"
              maxLength={200}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </FormField>
        {proposal && problem ? (
          <div className={css.taken} role="alert">
            <p>{problem.detail}</p>
            <Button
              variant="primary"
              onClick={() => {
                setAt(Date.parse(proposal));
                submit(Date.parse(proposal));
              }}
            >
              {t('book.instead', { time: formatTime(proposal, 'time') })}
            </Button>
          </div>
        ) : (
          <FormErrors problem={book.error} pointers={['/car_id', '/starts_at', '/note']} />
        )}
      </div>
    </Sheet>
  );
}
