import { defineFeature } from '@/lib/feature';
import { FallIcon, PhoneIcon } from '@/ui/icons';
import { ANALYSTS, CALLERS } from './model';

export default defineFeature({
  nav: [
    { id: 'lossCalls', group: 'supervision', to: '/loss-calls', icon: PhoneIcon, order: 57, roles: CALLERS },
    { id: 'losses', group: 'analysis', to: '/losses', icon: FallIcon, order: 82, roles: ANALYSTS },
  ],
});
