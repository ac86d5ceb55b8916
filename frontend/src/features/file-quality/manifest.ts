import { defineFeature } from '@/lib/feature';
import { SolutionIcon } from '@/ui/icons';
import { SELLERS } from './model';

export default defineFeature({
  nav: [
    { id: 'fileQuality', group: 'supervision', to: '/file-quality', icon: SolutionIcon, order: 72, roles: SELLERS },
  ],
});
