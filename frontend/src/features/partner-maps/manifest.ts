import { defineFeature } from '@/lib/feature';
import { SwapIcon } from '@/ui/icons';

export default defineFeature({
  nav: [
    {
      id: 'partnerMaps',
      group: 'admin',
      to: '/partner-maps',
      icon: SwapIcon,
      order: 22,
      roles: ['marketing', 'sales_manager'],
    },
  ],
});
