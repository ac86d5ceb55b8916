import { defineFeature } from '@/lib/feature';
import { HomeIcon } from '@/ui/icons';

export default defineFeature({
  nav: [{ id: 'today', group: 'today', to: '/', icon: HomeIcon, order: 0, phoneTab: 0, keys: 'g t' }],
});
