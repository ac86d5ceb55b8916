import { defineFeature } from '@/lib/feature';
import { AuditIcon, SwapIcon } from '@/ui/icons';
import { MANAGER_ROLES, SELLER_ROLES } from './model';

export default defineFeature({
  nav: [
    { id: 'disputes', group: 'supervision', to: '/disputes', icon: AuditIcon, order: 58, roles: SELLER_ROLES },
    { id: 'transfers', group: 'supervision', to: '/transfers', icon: SwapIcon, order: 59, roles: MANAGER_ROLES },
  ],
  commands: [
    { id: 'disputes.open', group: 'sales', roles: SELLER_ROLES, run: ({ go }) => go('/disputes?new=true') },
    { id: 'transfers.handover', group: 'sales', roles: MANAGER_ROLES, run: ({ go }) => go('/transfers') },
  ],
});
