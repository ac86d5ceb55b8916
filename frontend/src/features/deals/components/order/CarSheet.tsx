import { useTranslation } from 'react-i18next';
import { useDealLabel } from '@/ui/deal/labels';
import { FormErrors } from '@/ui/FormErrors';
import { Sheet } from '@/ui/Sheet';
import { RowsSkeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { StatusTag } from '@/ui/Tag';
import { useMatchingCars, useOrderAct } from '../../hooks';
import css from './Order.module.css';
import type { OrderSheetProps } from './PaperSheets';

/** Free cars of the ordered model, the wanted colour and the oldest first: one tap allocates. */
export function CarSheet({ order, onClose }: OrderSheetProps) {
  const { t } = useTranslation('deals');
  const label = useDealLabel();
  const cars = useMatchingCars(order.id);
  const act = useOrderAct<{ car_id: string }>(order.id, 'allocation');
  return (
    <Sheet open onClose={onClose} title={t('car.title', { model: order.model })}>
      <div className={css.form}>
        {cars.isPending ? <RowsSkeleton rows={4} /> : null}
        {cars.error ? <ErrorState compact error={cars.error} onRetry={() => void cars.refetch()} /> : null}
        {cars.data?.length === 0 ? <EmptyState compact title={t('car.none')} text={t('car.noneText')} /> : null}
        {cars.data?.map((car) => (
          <button
            key={car.id}
            type="button"
            className={css.car}
            disabled={act.isPending}
            onClick={() => act.mutate({ car_id: car.id }, { onSuccess: onClose })}
          >
            <span className={css.grow}>
              <strong className={css.mono}>{car.vin}</strong>
              <br />
              <span className={css.quiet}>
                {[car.colour, car.location, label('carKind', car.kind)].filter(Boolean).join(' · ')}
              </span>
            </span>
            {car.colour === order.colour ? <StatusTag tone="success">{t('car.fits')}</StatusTag> : null}
            <StatusTag tone={car.age_days > 90 ? 'danger' : car.age_days > 60 ? 'warning' : 'neutral'}>
              {t('field.age', { count: car.age_days })}
            </StatusTag>
          </button>
        ))}
        <FormErrors problem={act.error} />
      </div>
    </Sheet>
  );
}
