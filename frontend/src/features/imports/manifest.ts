import { defineFeature } from '@/lib/feature';
import { UploadIcon } from '@/ui/icons';
import { IMPORT_ROLES } from './model';

export default defineFeature({
  nav: [{ id: 'imports', group: 'supervision', to: '/imports', icon: UploadIcon, order: 82, roles: IMPORT_ROLES }],
  commands: [{ id: 'imports.open', group: 'sales', roles: IMPORT_ROLES, run: ({ go }) => go('/imports') }],
});
