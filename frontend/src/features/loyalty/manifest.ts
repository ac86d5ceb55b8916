import { defineFeature } from '@/lib/feature';
import { CrownIcon, SettingIcon, SwapIcon } from '@/ui/icons';
import { MEMBER_ROLES, SETTING_ROLES } from './model';

export default defineFeature({
  nav: [
    { id: 'members', group: 'members', to: '/members', icon: CrownIcon, order: 10, roles: MEMBER_ROLES, keys: 'g m' },
    { id: 'referrals', group: 'members', to: '/referrals', icon: SwapIcon, order: 20, roles: MEMBER_ROLES },
    {
      id: 'loyaltySettings',
      group: 'admin',
      to: '/settings/loyalty',
      icon: SettingIcon,
      order: 70,
      roles: SETTING_ROLES,
    },
  ],
});
