import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import type { Receiver } from '@/api/generated/leads/types.gen';
import { Card } from '@/ui/Card';
import { NumberField } from './NumberField';
import type { SectionProps } from './PoolCard';
import css from './Settings.module.css';

const useSellers = () =>
  useQuery({
    queryKey: ['leads', 'settings', 'sellers'],
    queryFn: ({ signal }) => api<Receiver[]>('/api/v1/leads/transfers/receivers', { signal }),
  });

/** Leads a day and customers in work of single people, where they differ from the store's. */
export function PeopleCard({ draft, onChange, problem }: SectionProps) {
  const { t } = useTranslation('sales-settings');
  const sellers = useSellers().data ?? [];
  const quotas = draft.assignment.quotas ?? [];
  const capacities = draft.pool?.capacities ?? [];
  const daily = (staff_id: string, value: number | null) =>
    onChange({
      assignment: {
        ...draft.assignment,
        quotas: [
          ...quotas.filter((one) => one.staff_id !== staff_id),
          ...(value === null ? [] : [{ staff_id, daily: value }]),
        ],
      },
    });
  const capacity = (staff_id: string, value: number | null) =>
    onChange({
      pool: {
        ...draft.pool,
        capacities: [
          ...capacities.filter((one) => one.staff_id !== staff_id),
          ...(value === null ? [] : [{ staff_id, customers: value }]),
        ],
      },
    });
  return (
    <Card title={t('section.people')}>
      <p className={css.note}>
        {t('people.hint', { daily: draft.assignment.daily_quota, capacity: draft.pool?.capacity ?? 0 })}
      </p>
      <ul className={css.reasons}>
        {sellers.map((person) => (
          <li key={person.staff_id} className={css.person}>
            <span>
              <strong>{person.name}</strong>{' '}
              <span className={css.unit}>{t('people.inWork', { count: person.in_work })}</span>
            </span>
            <NumberField
              problem={problem}
              label={t('people.dailyOf', { name: person.name })}
              hideLabel
              unit={t('people.daily')}
              value={quotas.find((one) => one.staff_id === person.staff_id)?.daily ?? null}
              onChange={(value) => daily(person.staff_id, value)}
              pointer="/assignment/quotas"
            />
            <NumberField
              problem={problem}
              label={t('people.capacityOf', { name: person.name })}
              hideLabel
              unit={t('people.capacity')}
              value={capacities.find((one) => one.staff_id === person.staff_id)?.customers ?? null}
              onChange={(value) => capacity(person.staff_id, value)}
              pointer="/pool/capacities"
            />
          </li>
        ))}
      </ul>
    </Card>
  );
}
