import { defineFeature } from '@/lib/feature';
import { ApartmentIcon, ApiIcon, SafetyIcon } from '@/ui/icons';

export default defineFeature({
  nav: [
    { id: 'organisation', group: 'admin', to: '/organisation', icon: ApartmentIcon, order: 10, keys: 'g o' },
    {
      id: 'partners',
      group: 'admin',
      to: '/partners',
      icon: ApiIcon,
      order: 20,
      roles: ['channel_partner_manager', 'finance_specialist'],
    },
    { id: 'sessions', group: 'admin', to: '/me/sessions', icon: SafetyIcon, order: 90 },
  ],
  commands: [{ id: 'password', group: 'admin', run: ({ go }) => go('/me/password') }],
});
