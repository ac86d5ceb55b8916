import { defineFeature } from '@/lib/feature';
import { SwapIcon } from '@/ui/icons';
import { JUDGES } from './model';

export default defineFeature({
  nav: [{ id: 'duplicates', group: 'supervision', to: '/duplicates', icon: SwapIcon, order: 75, roles: JUDGES }],
});
