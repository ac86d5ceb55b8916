/** Role identifiers as the gateway sends them. */
export const ROLES = [
  'receptionist',
  'sales_advisor',
  'floor_supervisor',
  'sales_manager',
  'dcc_agent',
  'dcc_supervisor',
  'test_drive_specialist',
  'appraiser',
  'finance_specialist',
  'insurance_renewal_specialist',
  'service_advisor',
  'service_manager',
  'crc_agent',
  'crm_manager',
  'marketing',
  'general_manager',
  'group_admin',
  'aftersales_business_manager',
  'technical_expert',
  'parts_clerk',
  'channel_partner_manager',
  'content_editor',
  'public_opinion_monitor',
  'trainer',
] as const;

export type Role = (typeof ROLES)[number];

/** See everything of the store: no nav entry or command is hidden from them. */
const OVERSEERS: readonly Role[] = ['general_manager', 'group_admin'];

/** Whether someone with `mine` may see a thing meant for `allowed` (absent = everybody). The server decides for real. */
export function mayUse(mine: readonly string[], allowed?: readonly Role[]): boolean {
  if (!allowed) return true;
  return mine.some(
    (role) => (OVERSEERS as readonly string[]).includes(role) || (allowed as readonly string[]).includes(role),
  );
}
