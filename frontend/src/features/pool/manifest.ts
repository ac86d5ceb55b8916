import { defineFeature } from '@/lib/feature';
import { InboxIcon } from '@/ui/icons';
import { POOL_ROLES } from './model';

export default defineFeature({
  nav: [{ id: 'pool', group: 'sales', to: '/pool', icon: InboxIcon, order: 12, roles: POOL_ROLES, keys: 'g o' }],
  commands: [{ id: 'pool.warnings', group: 'sales', roles: POOL_ROLES, run: ({ go }) => go('/pool?view=warnings') }],
});
