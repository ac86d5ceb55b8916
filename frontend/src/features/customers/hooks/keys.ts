import { type Hint, onHint } from '@/api/hints';

export const customerKeys = {
  lists: ['customers', 'list'],
  list: (filters: object) => ['customers', 'list', filters],
  views: ['customers', 'view'],
  view: (id: string) => ['customers', 'view', id],
  lives: ['customers', 'life'],
  life: (id: string) => ['customers', 'life', id],
  consents: (id: string) => ['customers', 'consents', id],
  orders: (id: string) => ['customers', 'orders', id],
} as const;

const page = ({ customer_id: id }: Hint) =>
  id
    ? [customerKeys.view(id), customerKeys.life(id), customerKeys.orders(id)]
    : [customerKeys.views, customerKeys.lives];

// Whatever happens to a customer in any service shows on the page that is open.
for (const entity of [
  'lead',
  'visit',
  'follow_up',
  'test_drive',
  'appraisal',
  'quote',
  'order',
  'loan',
  'delivery',
  'owned_vehicle',
  'care_task',
  'complaint',
  'member',
  'referral',
  'message',
]) {
  onHint(entity, page);
}
onHint('customer', (hint) => {
  const id = hint.customer_id ?? hint.id;
  return [customerKeys.lists, customerKeys.view(id), customerKeys.life(id), customerKeys.consents(id)];
});
onHint('consent', (hint) => [
  ...page(hint),
  ...(hint.customer_id ? [customerKeys.consents(hint.customer_id)] : [['customers', 'consents']]),
]);
onHint('clock', [['customers']]);
