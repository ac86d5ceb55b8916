import { defineFeature } from '@/lib/feature';
import { ExceptionIcon } from '@/ui/icons';

export default defineFeature({
  nav: [
    {
      id: 'intakes',
      group: 'supervision',
      to: '/intakes',
      icon: ExceptionIcon,
      order: 80,
      roles: ['marketing', 'dcc_supervisor', 'sales_manager'],
    },
  ],
});
