import { api } from '@/api/client';
import { defineFeature } from '@/lib/feature';
import { i18n } from '@/lib/i18n';
import { IdcardIcon } from '@/ui/icons';
import { CUSTOMER_POSTS, type CustomerRow } from './model';

interface Found {
  items: CustomerRow[];
}

export default defineFeature({
  nav: [
    {
      id: 'customers',
      group: 'sales',
      to: '/customers',
      icon: IdcardIcon,
      order: 20,
      roles: CUSTOMER_POSTS,
      phoneTab: 3,
      keys: 'g c',
    },
  ],
  palette: [
    {
      id: 'customers.find',
      minLength: 2,
      search: async (text, signal) => {
        const { items } = await api<Found>('/api/v1/gateway/search', {
          query: { q: text.trim().slice(0, 64) },
          signal,
        });
        return items.map((item) => ({
          id: item.id,
          title: item.name || i18n.t('sales:noName'),
          subtitle: [item.mobile_masked, item.open_lead?.wanted, item.owner_name].filter(Boolean).join(' · '),
          to: `/customers/${item.id}`,
        }));
      },
    },
  ],
});
