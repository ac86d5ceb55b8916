import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppraisalOut } from '@/api/generated/leads/types.gen';
import { toast } from '@/lib/toast';
import { Button } from '@/ui/Button';
import { CustomerPicker } from '@/ui/deal/CustomerPicker';
import { FormErrors } from '@/ui/FormErrors';
import { FormField } from '@/ui/FormField';
import { MoneyInput } from '@/ui/MoneyInput';
import { Sheet } from '@/ui/Sheet';
import { type OwnCar, useOwnCar, useRequest } from '../hooks';
import css from './Appraisal.module.css';
import { Text } from './Text';

export interface RequestSheetProps {
  customerId: string | null;
  onClose: () => void;
  onRequested: (appraisal: AppraisalOut) => void;
}

/** What the customer told of their car is filled in; brand and series are enough to ask, the appraiser is chosen by the system. */
export function RequestSheet({ customerId, onClose, onRequested }: RequestSheetProps) {
  const { t } = useTranslation('appraisals');
  const request = useRequest();
  const [customer, setCustomer] = useState(customerId);
  const own = useOwnCar(customer);
  const [typed, setTyped] = useState<Partial<OwnCar>>({});
  const car = { ...own.car, ...typed };
  const type = (part: keyof OwnCar) => (text: string) => setTyped((old) => ({ ...old, [part]: text }));
  const [expected, setExpected] = useState<number | null>(null);
  const save = () =>
    request.mutate(
      {
        customer_id: customer,
        ...(own.leadId ? { lead_id: own.leadId } : {}),
        brand: car.brand.trim(),
        series: car.series.trim(),
        ...(car.year ? { model_year: Number(car.year) } : {}),
        ...(car.plate.trim() ? { plate: car.plate.trim().toUpperCase() } : {}),
        ...(car.vin ? { vin: car.vin } : {}),
        ...(car.km ? { odometer_km: Number(car.km) } : {}),
        ...(expected === null ? {} : { expected_fen: expected }),
      },
      {
        onSuccess: (made) => {
          toast(t('request.done', { name: made.assignee_name ?? t('nobody') }), { tone: 'success' });
          onRequested(made);
        },
      },
    );
  const field = { problem: request.error };
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('request.title')}
      footer={
        <Button
          variant="primary"
          size="lg"
          block
          loading={request.isPending}
          disabled={!customer || !car.brand.trim() || !car.series.trim()}
          onClick={save}
        >
          {t('request.save')}
        </Button>
      }
    >
      <div className={css.form}>
        <CustomerPicker value={customer} onPick={(row) => setCustomer(row?.id ?? null)} />
        <div className={css.pair}>
          <Text {...field} first label={t('field.brand')} pointer="/brand" value={car.brand} onChange={type('brand')} />
          <Text {...field} label={t('field.series')} pointer="/series" value={car.series} onChange={type('series')} />
          <Text
            {...field}
            digits
            label={t('field.year')}
            pointer="/model_year"
            value={car.year}
            onChange={type('year')}
          />
          <Text {...field} label={t('field.plate')} pointer="/plate" value={car.plate} onChange={type('plate')} />
          <Text {...field} digits label={t('field.km')} pointer="/odometer_km" value={car.km} onChange={type('km')} />
          <FormField label={t('field.expected')} problem={request.error} pointer="/expected_fen">
            {(props) => <MoneyInput {...props} value={expected} onChange={setExpected} />}
          </FormField>
        </div>
        <FormErrors problem={request.error} pointers={['/brand', '/series', '/model_year', '/plate', '/odometer_km']} />
      </div>
    </Sheet>
  );
}
