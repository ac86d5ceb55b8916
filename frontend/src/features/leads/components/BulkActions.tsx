import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/session';
import { useRegisterCommands } from '@/lib/commands';
import { mayUse } from '@/lib/roles';
import { Button } from '@/ui/Button';
import { CalendarIcon, FlagIcon, SwapIcon } from '@/ui/icons';
import { type LeadRow, MANAGER_ROLES } from '../model';
import { BulkChangeSheet } from './BulkChangeSheet';
import { ReassignSheet } from './ReassignSheet';

type Doing = 'reassign' | 'level' | 'next_contact';

/** In the bar of the selection: `A` another adviser, `L` another level, `P` another date. */
export function BulkActions({ rows, onDone }: { rows: readonly LeadRow[]; onDone: () => void }) {
  const { t } = useTranslation('leads');
  const manager = mayUse(useMe().roles, MANAGER_ROLES);
  const [doing, setDoing] = useState<{ what: Doing; rows: readonly LeadRow[] } | null>(null);
  const begin = (what: Doing) => () => setDoing({ what, rows });
  useRegisterCommands([
    { id: 'leads.bulkLevel', group: 'sales', keys: 'l', run: begin('level') },
    { id: 'leads.bulkPlan', group: 'sales', keys: 'p', run: begin('next_contact') },
    ...(manager ? [{ id: 'leads.reassign', group: 'sales' as const, keys: 'a', run: begin('reassign') }] : []),
  ]);
  const close = () => setDoing(null);
  return (
    <>
      {manager ? (
        <Button variant="primary" size="sm" icon={SwapIcon} keys="a" onClick={begin('reassign')}>
          {t('panel.reassign')}
        </Button>
      ) : null}
      <Button size="sm" icon={CalendarIcon} keys="p" onClick={begin('next_contact')}>
        {t('bulk.plan')}
      </Button>
      <Button size="sm" icon={FlagIcon} keys="l" onClick={begin('level')}>
        {t('bulk.level')}
      </Button>
      {doing?.what === 'reassign' ? <ReassignSheet rows={doing.rows} onClose={close} onDone={onDone} /> : null}
      {doing && doing.what !== 'reassign' ? (
        <BulkChangeSheet action={doing.what} rows={doing.rows} onClose={close} onDone={onDone} />
      ) : null}
    </>
  );
}
