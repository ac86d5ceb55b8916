import { useTranslation } from 'react-i18next';
import type { OwnedVehicleOut } from '@/api/generated/aftersales/types.gen';
import { cx } from '@/lib/cx';
import { formatDate } from '@/lib/time';
import { Card } from '@/ui/Card';
import { StatusTag } from '@/ui/Tag';
import { useCodeLabel } from '../../model';
import css from './Vehicle.module.css';

/** When the next service is due and why: both ways of reckoning, the earlier one counts. */
export function Plan({ vehicle }: { vehicle: OwnedVehicleOut }) {
  const { t } = useTranslation('aftersales');
  const label = useCodeLabel();
  const plan = vehicle.maintenance;
  if (!plan) return null;
  const ways = [
    {
      id: 'months',
      on: plan.by_months_on,
      why: t('vehicle.whyMonths', { date: formatDate(plan.since_on) }),
    },
    {
      id: 'km',
      on: plan.by_km_on,
      why: t('vehicle.whyKm', {
        km: plan.due_km,
        daily: Math.round(plan.daily_km),
        basis: label('basis', plan.daily_basis),
      }),
    },
  ];
  return (
    <Card title={t('vehicle.plan')}>
      <div className={css.plan}>
        <p className={css.due}>
          <span className={css.date}>{formatDate(plan.due_on)}</span>
          <span>{label('planKind', plan.kind)}</span>
          {plan.overdue ? <StatusTag tone="danger">{t('vehicle.planLate')}</StatusTag> : null}
        </p>
        <div className={css.ways}>
          {ways.map((way) => (
            <div key={way.id} className={cx(css.way, way.id === plan.due_by && css.first)}>
              <span>
                {label('dueBy', way.id)}{' '}
                {way.id === plan.due_by ? <StatusTag tone="info">{t('vehicle.firstToCome')}</StatusTag> : null}
              </span>
              <strong>{formatDate(way.on)}</strong>
              <span className={css.quiet}>{way.why}</span>
            </div>
          ))}
        </div>
      </div>
    </Card>
  );
}
