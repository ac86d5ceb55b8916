import type { Role } from '@/lib/roles';

export const SELLERS: readonly Role[] = [
  'sales_advisor',
  'dcc_agent',
  'dcc_supervisor',
  'floor_supervisor',
  'sales_manager',
];
/** Whoever books and accompanies test drives. */
export const FLOOR: readonly Role[] = [...SELLERS, 'receptionist', 'test_drive_specialist'];
export const APPRAISE: readonly Role[] = [...SELLERS, 'appraiser', 'receptionist'];
/** Readers of quotes, orders and deliveries. */
export const DEAL: readonly Role[] = [
  ...SELLERS,
  'finance_specialist',
  'insurance_renewal_specialist',
  'service_advisor',
  'service_manager',
  'receptionist',
  'appraiser',
  'crm_manager',
];
export const APPROVERS: readonly Role[] = ['sales_manager', 'floor_supervisor'];
export const SALES_MANAGER: readonly Role[] = ['sales_manager'];
