import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/session';
import { mayUse, type Role } from '@/lib/roles';
import { formatTime } from '@/lib/time';
import { toast } from '@/lib/toast';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { UndoIcon } from '@/ui/icons';
import { useMerges, useUnmerge } from '../hooks/useCard';
import css from './Page.module.css';

export const MERGERS: readonly Role[] = ['floor_supervisor', 'dcc_supervisor', 'sales_manager', 'crm_manager'];

/** Other files of this person that were merged into the one shown, with the way back. */
export function Merged({ customerId }: { customerId: string }) {
  const { t } = useTranslation('customers');
  const me = useMe();
  const merges = useMerges(customerId, mayUse(me.roles, MERGERS)).data?.filter((merge) => !merge.undone_at) ?? [];
  const undo = useUnmerge(customerId);
  if (merges.length === 0) return null;
  return (
    <Card title={t('merged.title')} flush>
      <ul>
        {merges.map((merge) => (
          <li key={merge.id} className={css.consent}>
            <span className={css.consentWords}>
              <span>
                {[merge.absorbed_name || t('noName'), merge.absorbed_mobile_masked].filter(Boolean).join(' · ')}
              </span>
              <span className={css.small}>
                {t('merged.by', { name: merge.merged_by_name ?? '–', at: formatTime(merge.merged_at, 'date') })}
              </span>
            </span>
            <Button
              size="sm"
              variant="ghost"
              icon={UndoIcon}
              loading={undo.isPending}
              onClick={() => undo.mutate(merge.id, { onSuccess: () => toast(t('merged.undone'), { tone: 'success' }) })}
            >
              {t('merged.undo')}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
