import { useTranslation } from 'react-i18next';
import { formatTime } from '@/lib/time';
import { toast } from '@/lib/toast';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { RowsSkeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { useVersions } from '../hooks';
import { type Draft, wholeOf } from '../model';
import css from './PartnerMaps.module.css';

/** Every map that ever held; a former one is put on the screen, not into force. */
export function History({ partner, onTake }: { partner: string; onTake: (map: Draft) => void }) {
  const { t } = useTranslation('partner-maps');
  const versions = useVersions(partner);
  if (versions.error) return <ErrorState compact error={versions.error} onRetry={() => void versions.refetch()} />;
  if (!versions.data) return <RowsSkeleton rows={4} />;
  if (versions.data.length === 0) return <EmptyState title={t('history.none')} />;
  return (
    <Card title={t('tab.history')}>
      <ul className={css.rows}>
        {versions.data.map((row) => (
          <li key={row.version} className={css.version}>
            <span>
              <b>{t('version', { number: row.version })}</b>
              <span className={css.quiet}>
                {formatTime(row.changed_at)} {row.changed_by_name}
              </span>
            </span>
            <Button
              size="sm"
              onClick={() => {
                onTake(wholeOf(row.map));
                toast(t('history.taken', { number: row.version }));
              }}
            >
              {t('history.take')}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
