import { defineFeature } from '@/lib/feature';
import { FormIcon } from '@/ui/icons';
import { STATISTICS_ROLES } from './model';

export default defineFeature({
  nav: [
    { id: 'forms', group: 'analysis', to: '/forms', icon: FormIcon, order: 64, roles: STATISTICS_ROLES, keys: 'g f' },
  ],
});
