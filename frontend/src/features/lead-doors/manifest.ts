import { defineFeature } from '@/lib/feature';
import { FormIcon, MailIcon } from '@/ui/icons';

export default defineFeature({
  nav: [
    {
      id: 'webForms',
      group: 'admin',
      to: '/settings/web-forms',
      icon: FormIcon,
      order: 33,
      roles: ['sales_manager', 'marketing'],
    },
    {
      id: 'mailboxes',
      group: 'admin',
      to: '/settings/mailboxes',
      icon: MailIcon,
      order: 34,
      roles: ['sales_manager', 'marketing'],
    },
  ],
});
