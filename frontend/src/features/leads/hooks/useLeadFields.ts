import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/session';
import { mayUse } from '@/lib/roles';
import { LAYERS } from '@/ui/interest/words';
import type { FilterField } from '@/ui/list/filters/types';
import { useSalesLabel } from '@/ui/sales/labels';
import { leadSettingsQuery, useLevels } from '@/ui/sales/settings';
import { MANAGER_ROLES, NOBODY, OPEN_STAGES } from '../model';
import { useAdvisers, useTeams } from './queries';

const KINDS = ['buy', 'lease', 'sell', 'trade_in', 'test_drive'] as const;
const CHANNELS = ['online', 'phone', 'showroom', 'dcc', 'referral'] as const;
const PAST = ['today', 'yesterday', 'this_week', 'last_7', 'last_30', 'this_month', 'last_month'] as const;
const PLANNED = ['today', 'tomorrow', 'until_today', 'this_week', 'next_week', 'none'] as const;
const SILENT = [3, 7, 15, 30] as const;

/** What leads can be asked for, with the store's own words. */
export function useLeadFields(): readonly FilterField[] {
  const { t } = useTranslation(['leads', 'interest']);
  const me = useMe();
  const manager = mayUse(me.roles, MANAGER_ROLES);
  const label = useSalesLabel();
  const { levels, nameOf } = useLevels();
  const sources = useQuery(leadSettingsQuery).data?.sources ?? [];
  const advisers = useAdvisers().data ?? [];
  const teams = useTeams(manager).data ?? [];
  const coded = (family: Parameters<typeof label>[0], codes: readonly string[]) =>
    codes.map((value) => ({ value, label: label(family, value) }));
  const where = t('filter.group.where');
  const when = t('filter.group.when');
  const what = t('filter.group.what');
  const who = t('filter.group.who');
  const people: FilterField[] = manager
    ? [
        {
          id: 'owner',
          label: t('column.owner'),
          group: who,
          kind: 'choice',
          quick: true,
          options: [
            { value: NOBODY, label: t('unassigned') },
            ...advisers.map(({ id, name }) => ({ value: id, label: name })),
          ],
        },
        {
          id: 'team',
          label: t('filter.team'),
          group: who,
          kind: 'choice',
          single: true,
          options: teams.map(({ id, name }) => ({ value: id, label: name })),
        },
      ]
    : [];
  const stores: FilterField[] =
    me.stores.length > 1
      ? [
          {
            id: 'store',
            label: t('filter.store'),
            group: who,
            kind: 'choice',
            options: me.stores.map(({ id, name }) => ({ value: id, label: name })),
          },
        ]
      : [];
  return [
    {
      id: 'level',
      label: t('column.level'),
      group: where,
      kind: 'choice',
      quick: true,
      options: levels.map(({ code }) => ({ value: code, label: `${code} ${nameOf(code)}` })),
    },
    {
      id: 'stage',
      label: t('column.stage'),
      group: where,
      kind: 'choice',
      quick: true,
      options: coded('stage', OPEN_STAGES),
    },
    {
      id: 'temperature',
      label: t('column.temperature'),
      group: where,
      kind: 'choice',
      options: LAYERS.map((value) => ({ value, label: t(`interest:layerLong.${value}`) })),
    },
    { id: 'score', label: t('column.score'), group: where, kind: 'range', min: 0, max: 100, unit: '%' },
    { id: 'signal', label: t('filter.signal'), group: where, kind: 'flag' },
    { id: 'next', label: t('filter.next'), group: when, kind: 'period', presets: PLANNED },
    { id: 'created', label: t('column.created'), group: when, kind: 'period', presets: PAST },
    {
      id: 'silent',
      label: t('filter.silent'),
      group: when,
      kind: 'number',
      options: SILENT,
      unit: (value) => t('filter.silentDays', { count: Number(value) }),
    },
    {
      id: 'missed',
      label: t('filter.response'),
      group: when,
      kind: 'yesno',
      yes: t('filter.missed'),
      no: t('filter.inTime'),
    },
    ...people,
    ...stores,
    { id: 'wanted', label: t('column.wanted'), group: what, kind: 'text' },
    { id: 'kind', label: t('create.kind'), group: what, kind: 'choice', options: coded('kind', KINDS) },
    {
      id: 'tradein',
      label: t('filter.tradeIn'),
      group: what,
      kind: 'yesno',
      yes: t('filter.has'),
      no: t('filter.hasNot'),
    },
    {
      id: 'source',
      label: t('column.source'),
      group: what,
      kind: 'choice',
      quick: true,
      options: coded('source', sources),
    },
    { id: 'channel', label: t('create.channel'), group: what, kind: 'choice', options: coded('channel', CHANNELS) },
    { id: 'campaign', label: t('filter.campaign'), group: what, kind: 'text' },
    { id: 'city', label: t('filter.city'), group: what, kind: 'text' },
    { id: 'tag', label: t('filter.tag'), group: what, kind: 'text' },
    { id: 'overdue', label: t('filter.overdue'), group: when, kind: 'flag', elsewhere: true },
    { id: 'closed', label: t('filter.closed'), group: when, kind: 'flag', elsewhere: true },
  ];
}
