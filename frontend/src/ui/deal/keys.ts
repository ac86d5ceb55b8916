import { onHint } from '@/api/hints';

/** Query keys of the deal: test drives, appraisals, quotes, orders, loans, deliveries, cars. */
export const dealKeys = {
  customers: ['leads', 'deal', 'customers'],
  drives: ['leads', 'deal', 'drives'],
  appraisals: ['leads', 'deal', 'appraisals'],
  quotes: ['leads', 'deal', 'quotes'],
  orders: ['leads', 'deal', 'orders'],
  deliveries: ['leads', 'deal', 'deliveries'],
  stock: ['leads', 'deal', 'stock'],
} as const;

const STALE: Record<string, readonly (readonly string[])[]> = {
  test_drive: [dealKeys.drives],
  appraisal: [dealKeys.appraisals, dealKeys.quotes],
  quote: [dealKeys.quotes],
  order: [dealKeys.orders, dealKeys.quotes, dealKeys.deliveries, dealKeys.stock],
  loan: [dealKeys.orders, dealKeys.deliveries],
  vehicle: [dealKeys.orders, dealKeys.deliveries, dealKeys.stock],
  consent: [dealKeys.orders],
};
for (const [entity, keys] of Object.entries(STALE)) onHint(entity, keys);
