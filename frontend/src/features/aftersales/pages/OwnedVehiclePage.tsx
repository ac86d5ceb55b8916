import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OwnedVehicleOut } from '@/api/generated/aftersales/types.gen';
import { useMe } from '@/api/session';
import { mayUse } from '@/lib/roles';
import { formatDate } from '@/lib/time';
import { Button } from '@/ui/Button';
import { Card, Stat } from '@/ui/Card';
import { CheckIcon, DashboardIcon, PlusIcon, ToolIcon, WarningIcon } from '@/ui/icons';
import { KeyValue } from '@/ui/KeyValue';
import { Columns, Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { PathLink } from '@/ui/PathLink';
import { DetailSkeleton } from '@/ui/Skeleton';
import { SlaBadge } from '@/ui/SlaBadge';
import { ErrorState } from '@/ui/States';
import { StatusTag } from '@/ui/Tag';
import { type ActName, ActSheet } from '../components/vehicles/ActSheet';
import { Plan } from '../components/vehicles/Plan';
import css from '../components/vehicles/Vehicle.module.css';
import { useVehicle } from '../hooks/useVehicles';
import { CARE_ROLES, useCodeLabel, WORKSHOP } from '../model';

/** The owner's file: the car, its people, its promises and when it is due next. */
export function OwnedVehiclePage({ vehicleId }: { vehicleId: string }) {
  const query = useVehicle(vehicleId);
  if (query.isPending) return <DetailSkeleton />;
  if (!query.data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return <File vehicle={query.data} />;
}

function File({ vehicle }: { vehicle: OwnedVehicleOut }) {
  const { t } = useTranslation('aftersales');
  const me = useMe();
  const [act, setAct] = useState<ActName | null>(null);
  const workshop = mayUse(me.roles, WORKSHOP);
  return (
    <Page>
      <PageHeader
        title={`${vehicle.brand} ${vehicle.model}`}
        tags={
          vehicle.accepted_at ? (
            <StatusTag tone="success">{t('vehicle.accepted')}</StatusTag>
          ) : (
            <SlaBadge due={vehicle.acceptance_due_at} soonSeconds={7200} />
          )
        }
        subtitle={
          <span className={css.facts}>
            <PathLink href={`/customers/${vehicle.customer_id}`}>{vehicle.customer_name || t('noName')}</PathLink>
            <span>{vehicle.plate}</span>
            <span>{vehicle.vin}</span>
          </span>
        }
        actions={
          <>
            {workshop && !vehicle.accepted_at ? (
              <Button variant="primary" icon={CheckIcon} onClick={() => setAct('acceptance')}>
                {t('vehicle.act.acceptance.save')}
              </Button>
            ) : null}
            {workshop ? (
              <Button icon={ToolIcon} onClick={() => setAct('service-visits')}>
                {t('vehicle.act.service-visits.save')}
              </Button>
            ) : null}
            {mayUse(me.roles, CARE_ROLES) ? (
              <Button icon={DashboardIcon} onClick={() => setAct('readings')}>
                {t('vehicle.act.readings.save')}
              </Button>
            ) : null}
          </>
        }
      />
      <Page.Body>
        <Columns
          main={
            <>
              <Plan vehicle={vehicle} />
              <Readings vehicle={vehicle} />
              <Visits vehicle={vehicle} />
            </>
          }
          side={
            <>
              <Promises vehicle={vehicle} />
              <People vehicle={vehicle} onAdd={mayUse(me.roles, CARE_ROLES) ? () => setAct('people') : undefined} />
            </>
          }
        />
        {act ? (
          <ActSheet vehicleId={vehicle.id} act={act} km={vehicle.odometer_km} onClose={() => setAct(null)} />
        ) : null}
      </Page.Body>
    </Page>
  );
}

function Readings({ vehicle }: { vehicle: OwnedVehicleOut }) {
  const { t } = useTranslation('aftersales');
  const label = useCodeLabel();
  return (
    <Card title={t('vehicle.readings')} flush>
      <ul>
        {vehicle.readings.map((reading) => (
          <li key={reading.id} className={css.row}>
            <span>
              <strong>{t('vehicle.kmOf', { km: reading.km })}</strong>{' '}
              <span className={css.quiet}>{label('readingSource', reading.source)}</span>
            </span>
            <span className={css.facts}>
              {reading.suspicious ? (
                <StatusTag tone="warning" icon={WarningIcon}>
                  {label('doubt', reading.doubt)}
                </StatusTag>
              ) : null}
              <span className={css.quiet}>{formatDate(reading.read_on)}</span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Visits({ vehicle }: { vehicle: OwnedVehicleOut }) {
  const { t } = useTranslation('aftersales');
  const label = useCodeLabel();
  if (vehicle.service_visits.length === 0) return null;
  return (
    <Card title={t('vehicle.visits')} flush>
      <ul>
        {vehicle.service_visits.map((visit) => (
          <li key={visit.id} className={css.row}>
            <span>
              <strong>{label('visit', visit.kind)}</strong> <span className={css.quiet}>{visit.remark}</span>
            </span>
            <span className={css.quiet}>
              {t('vehicle.kmOf', { km: visit.odometer_km })} · {formatDate(visit.serviced_on)}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Promises({ vehicle }: { vehicle: OwnedVehicleOut }) {
  const { t } = useTranslation('aftersales');
  const label = useCodeLabel();
  const until = (warranty: OwnedVehicleOut['warranty']) =>
    warranty.until
      ? [formatDate(warranty.until), warranty.km ? t('vehicle.kmOf', { km: warranty.km }) : null]
          .filter(Boolean)
          .join(' / ')
      : null;
  return (
    <Card title={t('vehicle.promises')}>
      <div className={css.plan}>
        <div className={css.stats}>
          <Stat label={t('vehicle.km')} value={vehicle.odometer_km} note={formatDate(vehicle.odometer_on)} />
        </div>
        <KeyValue
          items={[
            { id: 'warranty', label: t('vehicle.warranty'), value: until(vehicle.warranty), wide: true },
            ...(vehicle.own_warranty.until
              ? [{ id: 'own', label: t('vehicle.ownWarranty'), value: until(vehicle.own_warranty), wide: true }]
              : []),
            { id: 'compulsory', label: t('vehicle.compulsory'), value: formatDate(vehicle.compulsory_insurance_until) },
            { id: 'commercial', label: t('vehicle.commercial'), value: formatDate(vehicle.commercial_insurance_until) },
            { id: 'insurer', label: t('vehicle.insurer'), value: vehicle.insurer },
            {
              id: 'inspection',
              label: t('vehicle.inspection'),
              value: vehicle.inspection
                ? `${formatDate(vehicle.inspection.due_on)} ${label('inspection', vehicle.inspection.kind)}`
                : null,
            },
            { id: 'adviser', label: t('vehicle.adviser'), value: vehicle.service_adviser_name },
            { id: 'delivered', label: t('vehicle.delivered'), value: formatDate(vehicle.delivered_on) },
            {
              id: 'order',
              label: t('vehicle.order'),
              value: <PathLink href={`/orders/${vehicle.order_id}`}>{vehicle.order_no}</PathLink>,
            },
            { id: 'colour', label: t('vehicle.colour'), value: vehicle.colour },
          ]}
        />
      </div>
    </Card>
  );
}

function People({ vehicle, onAdd }: { vehicle: OwnedVehicleOut; onAdd: (() => void) | undefined }) {
  const { t } = useTranslation('aftersales');
  const label = useCodeLabel();
  // The owner stands in the list by reference; the name is the file's own.
  const nameOf = (person: OwnedVehicleOut['people'][number]) =>
    person.name || (person.customer_id === vehicle.customer_id ? vehicle.customer_name : null) || t('noName');
  return (
    <Card
      title={t('vehicle.people')}
      flush
      extra={
        onAdd ? (
          <Button size="sm" variant="ghost" icon={PlusIcon} onClick={onAdd}>
            {t('vehicle.add')}
          </Button>
        ) : undefined
      }
    >
      <ul>
        {vehicle.people.map((person) => (
          <li key={person.id} className={css.row}>
            <span>
              {person.customer_id ? (
                <PathLink href={`/customers/${person.customer_id}`}>{nameOf(person)}</PathLink>
              ) : (
                nameOf(person)
              )}{' '}
              <span className={css.quiet}>{person.mobile_masked}</span>
            </span>
            <StatusTag>{label('personRole', person.role)}</StatusTag>
          </li>
        ))}
      </ul>
    </Card>
  );
}
