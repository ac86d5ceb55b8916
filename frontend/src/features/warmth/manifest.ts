import { defineFeature } from '@/lib/feature';
import { ChartIcon, EyeIcon, FilterIcon, SettingIcon } from '@/ui/icons';
import { MANAGERS, SELLERS } from './model';

export default defineFeature({
  nav: [
    { id: 'coldCustomers', group: 'sales', to: '/cold-customers', icon: FilterIcon, order: 14, roles: SELLERS },
    {
      id: 'scoreModel',
      group: 'analysis',
      to: '/score-model',
      icon: ChartIcon,
      order: 60,
      roles: [...MANAGERS, 'marketing'],
    },
    {
      id: 'interestRules',
      group: 'admin',
      to: '/settings/interest',
      icon: SettingIcon,
      order: 31,
      roles: ['sales_manager'],
    },
    {
      id: 'beacons',
      group: 'admin',
      to: '/settings/beacons',
      icon: EyeIcon,
      order: 32,
      roles: ['sales_manager', 'marketing'],
    },
  ],
});
