import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBusinessNow } from '@/lib/clock';
import { randomId } from '@/lib/ids';
import { localDate } from '@/lib/time';
import { toast } from '@/lib/toast';
import { Button } from '@/ui/Button';
import { Chips } from '@/ui/Chips';
import { DateField } from '@/ui/DateField';
import { FormErrors } from '@/ui/FormErrors';
import { FormField } from '@/ui/FormField';
import { Sheet } from '@/ui/Sheet';
import { useVehicleAct } from '../../hooks/useVehicles';
import { useCodeLabel } from '../../model';
import css from './Vehicle.module.css';

export type ActName = 'acceptance' | 'readings' | 'service-visits' | 'people';

export interface ActSheetProps {
  vehicleId: string;
  act: ActName;
  /** what the odometer showed last */
  km: number;
  onClose: () => void;
}

const VISITS = ['regular', 'first', 'repair'] as const;
const ROLES = ['user', 'payer', 'sender', 'policy_holder', 'relative', 'colleague', 'driver'] as const;
const POINTERS = ['/read_on', '/serviced_on', '/km', '/odometer_km', '/name', '/mobile'];

/** One thing is written into the owner's file: taken over, odometer, workshop visit, or someone around the car. */
export function ActSheet({ vehicleId, act, km, onClose }: ActSheetProps) {
  const { t } = useTranslation('aftersales');
  const label = useCodeLabel();
  const now = useBusinessNow();
  const send = useVehicleAct(vehicleId);
  const [key] = useState(randomId);
  const [on, setOn] = useState(now === null ? null : localDate(now));
  const [odometer, setOdometer] = useState('');
  const [visit, setVisit] = useState<string>('regular');
  const [role, setRole] = useState<string>('user');
  const [name, setName] = useState('');
  const [mobile, setMobile] = useState('');
  const [note, setNote] = useState('');
  const driven = act === 'readings' || act === 'service-visits';
  const bodies: Record<ActName, object> = {
    acceptance: { note },
    readings: { read_on: on, km: Number(odometer), source: 'customer' },
    'service-visits': { serviced_on: on, odometer_km: Number(odometer), kind: visit, remark: note },
    people: { role, name: name.trim(), ...(mobile.trim() ? { mobile: mobile.trim() } : {}), ...(note ? { note } : {}) },
  };
  const ready = driven ? odometer !== '' && on !== null : act === 'people' ? name.trim() !== '' : true;
  const save = () =>
    send.mutate(
      { path: act, body: bodies[act], key },
      {
        onSuccess: () => {
          toast(t(`vehicle.act.${act}.done`), { tone: 'success' });
          onClose();
        },
      },
    );
  return (
    <Sheet
      open
      onClose={onClose}
      width="sm"
      title={t(`vehicle.act.${act}.title`)}
      footer={
        <Button variant="primary" size="lg" block loading={send.isPending} disabled={!ready} onClick={save}>
          {t(`vehicle.act.${act}.save`)}
        </Button>
      }
    >
      <div className={css.form}>
        {driven ? (
          <>
            <FormField
              label={t('vehicle.km')}
              hint={t('vehicle.lastKm', { km })}
              required
              problem={send.error}
              pointer={act === 'readings' ? '/km' : '/odometer_km'}
            >
              {(props) => (
                <input
                  {...props}
                  className="control"
                  inputMode="numeric"
                  maxLength={7}
                  value={odometer}
                  data-autofocus=""
                  onChange={(event) => setOdometer(event.target.value.replace(/\D/g, ''))}
                />
              )}
            </FormField>
            <FormField
              label={t('vehicle.on')}
              problem={send.error}
              pointer={act === 'readings' ? '/read_on' : '/serviced_on'}
            >
              {(props) => <DateField {...props} value={on} onChange={setOn} />}
            </FormField>
          </>
        ) : null}
        {act === 'service-visits' ? (
          <Chips
            label={t('vehicle.visit')}
            value={visit}
            onChange={setVisit}
            options={VISITS.map((value) => ({ value: value as string, label: label('visit', value) }))}
          />
        ) : null}
        {act === 'people' ? (
          <>
            <Chips
              label={t('vehicle.role')}
              size="sm"
              value={role}
              onChange={setRole}
              options={ROLES.map((value) => ({ value: value as string, label: label('personRole', value) }))}
            />
            <FormField label={t('vehicle.name')} required problem={send.error} pointer="/name">
              {(props) => (
                <input
                  {...props}
                  className="control"
                  maxLength={60}
                  value={name}
                  onChange={(event) => setName(event.target.value)}
                />
              )}
            </FormField>
            <FormField label={t('vehicle.mobile')} problem={send.error} pointer="/mobile">
              {(props) => (
                <input
                  {...props}
                  className="control"
                  inputMode="tel"
                  autoComplete="off"
                  maxLength={20}
                  value={mobile}
                  onChange={(event) => setMobile(event.target.value)}
                />
              )}
            </FormField>
          </>
        ) : null}
        {act === 'readings' ? null : (
          <FormField label={t('vehicle.note')}>
            {(props) => (
              <textarea
                {...props}
                className="control"
                rows={2}
                maxLength={1000}
                value={note}
                onChange={(event) => setNote(event.target.value)}
              />
            )}
          </FormField>
        )}
        <FormErrors problem={send.error} pointers={POINTERS} />
      </div>
    </Sheet>
  );
}
