import { defineFeature } from '@/lib/feature';
import { FLOOR } from '@/ui/deal/roles';
import { CalendarIcon } from '@/ui/icons';

export default defineFeature({
  nav: [
    {
      id: 'testDrives',
      group: 'sales',
      to: '/test-drives',
      icon: CalendarIcon,
      order: 30,
      roles: FLOOR,
      phoneTab: 3,
      keys: 'g t',
    },
  ],
  commands: [{ id: 'testDrives.book', group: 'sales', roles: FLOOR, run: ({ go }) => go('/test-drives?new=true') }],
});
