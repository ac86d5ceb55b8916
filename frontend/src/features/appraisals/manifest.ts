import { defineFeature } from '@/lib/feature';
import { APPRAISE } from '@/ui/deal/roles';
import { SearchIcon } from '@/ui/icons';

export default defineFeature({
  nav: [
    {
      id: 'appraisals',
      group: 'sales',
      to: '/appraisals',
      icon: SearchIcon,
      order: 40,
      roles: APPRAISE,
      phoneTab: 5,
      keys: 'g a',
    },
  ],
  commands: [{ id: 'appraisals.request', group: 'sales', roles: APPRAISE, run: ({ go }) => go('/appraisals?new=1') }],
});
