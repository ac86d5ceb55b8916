import { defineFeature } from '@/lib/feature';
import { CarIcon, ServiceIcon, SettingIcon, WarningIcon } from '@/ui/icons';
import { CARE_ROLES, CHIEFS, COMPLAINT_ROLES, FILE_ROLES } from './model';

export default defineFeature({
  nav: [
    {
      id: 'callBacks',
      group: 'aftersales',
      to: '/call-backs',
      icon: ServiceIcon,
      order: 10,
      roles: CARE_ROLES,
      phoneTab: 5,
      keys: 'g b',
    },
    {
      id: 'complaints',
      group: 'aftersales',
      to: '/complaints',
      icon: WarningIcon,
      order: 20,
      roles: COMPLAINT_ROLES,
      phoneTab: 6,
      keys: 'g p',
    },
    {
      id: 'ownedVehicles',
      group: 'aftersales',
      to: '/owned-vehicles',
      icon: CarIcon,
      order: 30,
      roles: FILE_ROLES,
      phoneTab: 7,
      keys: 'g o',
    },
    {
      id: 'aftersalesSettings',
      group: 'admin',
      to: '/settings/aftersales',
      icon: SettingIcon,
      order: 60,
      roles: CHIEFS,
    },
  ],
});
