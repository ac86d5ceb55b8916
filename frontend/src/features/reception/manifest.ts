import { defineFeature } from '@/lib/feature';
import { ShopIcon } from '@/ui/icons';
import { FRONT_DESK_ROLES } from './model';

export default defineFeature({
  nav: [
    {
      id: 'reception',
      group: 'sales',
      to: '/reception',
      icon: ShopIcon,
      order: 5,
      roles: FRONT_DESK_ROLES,
      phoneTab: 2,
      keys: 'g r',
    },
  ],
  commands: [
    {
      id: 'reception.register',
      group: 'sales',
      keys: 'n',
      roles: ['receptionist'],
      run: ({ go }) => go('/reception?new=true'),
    },
  ],
});
