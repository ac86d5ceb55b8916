import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeliveryOut, RecordPdi } from '@/api/generated/leads/types.gen';
import { useMe } from '@/api/session';
import { formatTime } from '@/lib/time';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { useBilingual } from '@/ui/deal/labels';
import { FormSheet } from '@/ui/FormSheet';
import { StatusTag } from '@/ui/Tag';
import { Text } from '../order/PaperSheets';
import css from './Delivery.module.css';
import { useCarOf, useChecklist, useDeliveryAct } from './hooks';

/** Pre-delivery inspection: everything passes unless something is marked. */
export function Pdi({ delivery, locked }: { delivery: DeliveryOut; locked: boolean }) {
  const { t } = useTranslation('deals');
  const [open, setOpen] = useState(false);
  const last = delivery.pdis[0];
  return (
    <Card
      title="PDI"
      extra={
        locked || !delivery.vin ? null : (
          <Button size="sm" onClick={() => setOpen(true)}>
            {t(last ? 'pdi.again' : 'pdi.act')}
          </Button>
        )
      }
    >
      {last ? (
        <p className={css.line}>
          <StatusTag tone={last.result === 'passed' ? 'success' : 'danger'}>{t(`pdi.${last.result}`)}</StatusTag>
          <span>{last.technician}</span>
          <span className={css.quiet}>
            {last.odometer_km} km · {formatTime(last.inspected_at)}
          </span>
          {last.defects ? <span>{last.defects}</span> : null}
        </p>
      ) : (
        <p className={css.quiet}>{t(delivery.vin ? 'pdi.text' : 'pdi.noCar')}</p>
      )}
      {open ? <PdiSheet delivery={delivery} onClose={() => setOpen(false)} /> : null}
    </Card>
  );
}

function PdiSheet({ delivery, onClose }: { delivery: DeliveryOut; onClose: () => void }) {
  const { t } = useTranslation('deals');
  const say = useBilingual();
  const me = useMe();
  const sheet = useChecklist().data;
  const record = useDeliveryAct<RecordPdi>(delivery.order_id, 'pdi');
  const [failed, setFailed] = useState<string[]>([]);
  const [defects, setDefects] = useState('');
  const [technician, setTechnician] = useState(me.name);
  const car = useCarOf(delivery.vin).data;
  const known = Math.max(car?.odometer_km ?? 0, delivery.pdis[0]?.odometer_km ?? 0);
  const [typed, setKm] = useState<string | null>(null);
  const km = typed ?? String(known);
  const save = () =>
    record.mutate(
      {
        result: failed.length > 0 ? 'failed' : 'passed',
        failed_items: failed,
        defects: defects.trim(),
        technician: technician.trim(),
        odometer_km: Number(km),
      },
      { onSuccess: onClose },
    );
  return (
    <FormSheet
      title={t('pdi.act')}
      submit={t(failed.length > 0 ? 'pdi.saveFailed' : 'pdi.savePassed', { count: failed.length })}
      danger={failed.length > 0}
      ready={technician.trim() !== '' && /^\d+$/.test(km) && (failed.length === 0 || defects.trim() !== '')}
      busy={record.isPending}
      problem={record.error}
      pointers={['/odometer_km', '/technician', '/defects']}
      onSubmit={save}
      onClose={onClose}
    >
      <div className={css.pair}>
        <Text
          label={t('pdi.technician')}
          value={technician}
          onChange={setTechnician}
          problem={record.error}
          pointer="/technician"
        />
        <Text
          label={t('pdi.km')}
          value={km}
          onChange={(value) => setKm(value.replace(/\D/g, ''))}
          problem={record.error}
          pointer="/odometer_km"
        />
      </div>
      <fieldset className={css.items}>
        <legend className={css.quiet}>{t('pdi.mark')}</legend>
        {sheet?.pdi_items.map((item) => (
          <label key={item.code} className={css.item}>
            <input
              type="checkbox"
              checked={failed.includes(item.code)}
              onChange={(event) =>
                setFailed(event.target.checked ? [...failed, item.code] : failed.filter((code) => code !== item.code))
              }
            />
            {say(item)}
          </label>
        ))}
      </fieldset>
      {failed.length > 0 ? (
        <Text
          label={t('pdi.defects')}
          value={defects}
          onChange={setDefects}
          problem={record.error}
          pointer="/defects"
        />
      ) : null}
    </FormSheet>
  );
}
