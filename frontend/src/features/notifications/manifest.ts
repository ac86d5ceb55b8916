import { lazy } from 'react';
import { defineFeature } from '@/lib/feature';
import { loadTexts } from '@/lib/i18n';
import { EditIcon, SendIcon } from '@/ui/icons';

const Bell = lazy(async () => {
  const [part] = await Promise.all([import('./components/Bell'), loadTexts('notifications')]);
  return { default: part.Bell };
});

export default defineFeature({
  bar: [{ id: 'notices', component: Bell }],
  nav: [
    { id: 'messages', group: 'messages', to: '/messages', icon: SendIcon, order: 10, keys: 'g m' },
    {
      id: 'messageTemplates',
      group: 'messages',
      to: '/settings/messages',
      icon: EditIcon,
      order: 20,
      roles: ['crm_manager', 'marketing'],
    },
  ],
});
