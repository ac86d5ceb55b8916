import { defineFeature } from '@/lib/feature';
import { SettingIcon } from '@/ui/icons';

export default defineFeature({
  nav: [
    {
      id: 'salesSettings',
      group: 'admin',
      to: '/settings/sales',
      icon: SettingIcon,
      order: 30,
      roles: ['sales_manager'],
    },
  ],
});
