import { defineFeature } from '@/lib/feature';
import { CarIcon } from '@/ui/icons';

export default defineFeature({
  nav: [{ id: 'stock', group: 'vehicles', to: '/stock', icon: CarIcon, order: 10, keys: 'g s' }],
});
