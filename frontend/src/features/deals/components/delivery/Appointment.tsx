import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeliveryOut, ScheduleDelivery } from '@/api/generated/leads/types.gen';
import { useBusinessNow } from '@/lib/clock';
import { addDays, formatTime, fromWall, localDate } from '@/lib/time';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { DateTimeField } from '@/ui/DateField';
import { FormField } from '@/ui/FormField';
import { FormSheet } from '@/ui/FormSheet';
import { KeyValue } from '@/ui/KeyValue';
import css from './Delivery.module.css';
import { useDeliveryAct, useStaff } from './hooks';

export function Appointment({ delivery, locked }: { delivery: DeliveryOut; locked: boolean }) {
  const { t } = useTranslation('deals');
  const [open, setOpen] = useState(false);
  return (
    <Card
      title={t('appoint.title')}
      extra={
        locked ? null : (
          <Button size="sm" onClick={() => setOpen(true)}>
            {t(delivery.starts_at ? 'appoint.change' : 'appoint.act')}
          </Button>
        )
      }
    >
      <KeyValue
        items={[
          { id: 'at', label: t('appoint.at'), value: delivery.starts_at ? formatTime(delivery.starts_at, 'full') : '' },
          { id: 'service', label: t('sign.service_adviser'), value: delivery.service_adviser_name },
        ]}
      />
      {open ? <AppointSheet delivery={delivery} onClose={() => setOpen(false)} /> : null}
    </Card>
  );
}

function AppointSheet({ delivery, onClose }: { delivery: DeliveryOut; onClose: () => void }) {
  const { t } = useTranslation('deals');
  const now = useBusinessNow();
  const act = useDeliveryAct<ScheduleDelivery>(delivery.order_id, 'delivery-appointment');
  const people = useStaff(delivery.store_id, 'service_advisor').data ?? [];
  const tomorrow = now === null ? null : fromWall(`${addDays(localDate(now), 1)}T10:00`);
  const [at, setAt] = useState<string | null>(delivery.starts_at ?? tomorrow);
  const [person, setPerson] = useState<string | null>(delivery.service_adviser_id);
  const chosen = person ?? people[0]?.id ?? null;
  const save = () =>
    act.mutate(
      { starts_at: at ?? '', minutes: 60, ...(chosen ? { service_adviser_id: chosen } : {}) },
      { onSuccess: onClose },
    );
  return (
    <FormSheet
      title={t('appoint.title')}
      submit={at ? t('appoint.save', { time: formatTime(at) }) : t('appoint.act')}
      ready={at !== null}
      busy={act.isPending}
      problem={act.error}
      pointers={['/starts_at', '/service_adviser_id']}
      onSubmit={save}
      onClose={onClose}
    >
      <div className={css.pair}>
        <FormField label={t('appoint.at')} required problem={act.error} pointer="/starts_at">
          {(props) => <DateTimeField {...props} value={at} onChange={setAt} minuteStep={30} />}
        </FormField>
        <FormField label={t('sign.service_adviser')} problem={act.error} pointer="/service_adviser_id">
          {(props) => (
            <select
              {...props}
              className="control"
              value={chosen ?? ''}
              onChange={(event) => setPerson(event.target.value)}
            >
              {people.map((item) => (
                <option key={item.id} value={item.id}>
                  {item.name}
                </option>
              ))}
            </select>
          )}
        </FormField>
      </div>
    </FormSheet>
  );
}
