import { defineFeature } from '@/lib/feature';
import { ApartmentIcon } from '@/ui/icons';
import { ACCOUNT_ROLES } from './model';

export default defineFeature({
  nav: [
    {
      id: 'keyAccounts',
      group: 'sales',
      to: '/key-accounts',
      icon: ApartmentIcon,
      order: 25,
      roles: ACCOUNT_ROLES,
      keys: 'g k',
    },
  ],
});
