import { defineFeature } from '@/lib/feature';
import { TeamIcon } from '@/ui/icons';
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
  ],
  commands: [
    { id: 'leads.create', group: 'sales', keys: 'n', roles: SELLER_ROLES, run: ({ go }) => go('/leads?new=true') },
    { id: 'leads.board', group: 'sales', keys: 'g b', roles: SELLER_ROLES, run: ({ go }) => go('/leads?view=board') },
  ],
});
