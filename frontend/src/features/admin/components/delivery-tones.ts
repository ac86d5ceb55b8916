import type { DeliveryRow } from '@/api/generated/notifications/types.gen';
import type { Tone } from '@/ui/Tag';

export const DELIVERY_TONES: Record<DeliveryRow['state'], Tone> = {
  pending: 'info',
  delivered: 'success',
  failed: 'danger',
  suppressed: 'warning',
};
