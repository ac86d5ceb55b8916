import { defineFeature } from '@/lib/feature';
import { APPROVERS, DEAL, SELLERS } from '@/ui/deal/roles';
import { AuditIcon, FileIcon, KeyIcon } from '@/ui/icons';

export default defineFeature({
  nav: [
    { id: 'orders', group: 'sales', to: '/orders', icon: FileIcon, order: 50, roles: DEAL, phoneTab: 4, keys: 'g o' },
    { id: 'deliveries', group: 'sales', to: '/deliveries', icon: KeyIcon, order: 60, roles: DEAL, keys: 'g v' },
    {
      id: 'approvals',
      group: 'supervision',
      to: '/approvals',
      icon: AuditIcon,
      order: 55,
      roles: APPROVERS,
      keys: 'g p',
    },
  ],
  commands: [{ id: 'deals.quote', group: 'sales', roles: SELLERS, run: ({ go }) => go('/deals/new') }],
});
