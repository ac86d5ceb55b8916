import { defineFeature } from '@/lib/feature';
import { ApiIcon, SettingIcon, TeamIcon } from '@/ui/icons';
import { READER_ROLES, SELLER_ROLES } from './model';

export default defineFeature({
  nav: [
    {
      id: 'leads',
      group: 'sales',
      to: '/leads',
      icon: TeamIcon,
      order: 10,
      roles: READER_ROLES,
      phoneTab: 1,
      keys: 'g l',
    },
    {
      id: 'intakes',
      group: 'sales',
      to: '/intakes',
      icon: ApiIcon,
      order: 80,
      roles: ['marketing', 'dcc_supervisor', 'sales_manager'],
    },
    {
      id: 'salesSettings',
      group: 'admin',
      to: '/settings/sales',
      icon: SettingIcon,
      order: 30,
      roles: ['sales_manager'],
    },
  ],
  commands: [
    { id: 'leads.create', group: 'sales', keys: 'n', roles: SELLER_ROLES, run: ({ go }) => go('/leads?new=true') },
    { id: 'leads.board', group: 'sales', keys: 'g b', roles: SELLER_ROLES, run: ({ go }) => go('/leads?view=board') },
  ],
});
