import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { useMe } from '@/api/session';
import { mayUse, type Role } from '@/lib/roles';
import type { FilterField } from '@/ui/list/filters/types';
import { useSalesLabel } from '@/ui/sales/labels';
import { leadSettingsQuery, useLevels } from '@/ui/sales/settings';
import { LIFECYCLES, NOBODY } from '../model';

const MANAGERS: readonly Role[] = ['floor_supervisor', 'dcc_supervisor', 'sales_manager', 'crm_manager'];
const OWNERS: readonly string[] = ['sales_advisor', 'dcc_agent', 'floor_supervisor', 'dcc_supervisor'];
const PAST = ['today', 'this_week', 'last_7', 'last_30', 'this_month', 'last_month'] as const;

/** Who may look after customers, and the teams, for filters. */
function useHouse(enabled: boolean) {
  const store = useMe().store.id;
  const people = useQuery({
    queryKey: ['gateway', 'staff', 'owners', store],
    queryFn: async ({ signal }) => {
      const query = { store_id: store, active: true, limit: 500 };
      const page = await api<{ items: { id: string; name: string; roles: string[] }[] }>('/api/v1/gateway/staff', {
        query,
        signal,
      });
      return page.items.filter((person) => person.roles.some((role) => OWNERS.includes(role)));
    },
    staleTime: 5 * 60_000,
    enabled,
  });
  return people.data ?? [];
}

/** What customers can be asked for, with the store's own words. */
export function useCustomerFields(): readonly FilterField[] {
  const { t } = useTranslation(['customers', 'list']);
  const me = useMe();
  const manager = mayUse(me.roles, MANAGERS);
  const label = useSalesLabel();
  const { levels, nameOf } = useLevels();
  const sources = useQuery(leadSettingsQuery).data?.sources ?? [];
  const people = useHouse(manager);
  const who = t('filter.group.who');
  const sale = t('filter.group.sale');
  const owner: FilterField[] = manager
    ? [
        {
          id: 'owner',
          label: t('field.owner'),
          group: sale,
          kind: 'choice',
          quick: true,
          options: [
            { value: NOBODY, label: t('unassigned') },
            ...people.map(({ id, name }) => ({ value: id, label: name })),
          ],
        },
      ]
    : [];
  return [
    {
      id: 'lifecycle',
      label: t('field.lifecycle'),
      group: who,
      kind: 'choice',
      quick: true,
      options: LIFECYCLES.map((value) => ({ value, label: t(`lifecycle.${value}`) })),
    },
    {
      id: 'kind',
      label: t('filter.kind'),
      group: who,
      kind: 'choice',
      options: (['person', 'company'] as const).map((value) => ({ value, label: t(`filter.${value}`) })),
    },
    { id: 'city', label: t('filter.city'), group: who, kind: 'text' },
    { id: 'tag', label: t('filter.tag'), group: who, kind: 'text' },
    { id: 'car', label: t('filter.car'), group: who, kind: 'yesno', yes: t('filter.has'), no: t('filter.hasNot') },
    { id: 'quality', label: t('filter.quality'), group: who, kind: 'range', min: 0, max: 100, unit: '%' },
    {
      id: 'level',
      label: t('filter.level'),
      group: sale,
      kind: 'choice',
      quick: true,
      options: levels.map(({ code }) => ({ value: code, label: `${code} ${nameOf(code)}` })),
    },
    { id: 'lead', label: t('now.lead'), group: sale, kind: 'yesno', yes: t('filter.has'), no: t('filter.hasNot') },
    ...owner,
    {
      id: 'source',
      label: t('field.source'),
      group: sale,
      kind: 'choice',
      quick: true,
      options: sources.map((value) => ({ value, label: label('source', value) })),
    },
    { id: 'created', label: t('field.created'), group: sale, kind: 'period', presets: PAST },
    { id: 'mine', label: t('mine'), group: sale, kind: 'flag', elsewhere: true },
  ];
}
