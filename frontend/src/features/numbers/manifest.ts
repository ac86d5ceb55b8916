import { defineFeature } from '@/lib/feature';
import { ChartIcon } from '@/ui/icons';
import { READERS } from './model';

export default defineFeature({
  nav: [{ id: 'numbers', group: 'analysis', to: '/numbers', icon: ChartIcon, order: 66, roles: READERS, keys: 'g n' }],
});
