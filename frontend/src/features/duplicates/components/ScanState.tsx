import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/session';
import { mayUse } from '@/lib/roles';
import { formatTime } from '@/lib/time';
import { Button } from '@/ui/Button';
import { SearchIcon } from '@/ui/icons';
import { useOverview, useScan } from '../hooks';
import { SCANNERS } from '../model';
import css from './Duplicates.module.css';

/** How far the scan of all files is, and the button that starts one. */
export function ScanState() {
  const { t } = useTranslation('duplicates');
  const me = useMe();
  const scan = useScan();
  const newest = useOverview().data?.scan;
  const running = newest !== null && newest !== undefined && newest.finished_at === null;
  const share = newest && newest.total > 0 ? Math.min(100, Math.round((100 * newest.scanned) / newest.total)) : 0;
  return (
    <span className={css.scan}>
      {running ? (
        <>
          <span
            className={css.bar}
            role="progressbar"
            aria-label={t('scan.running')}
            aria-valuenow={share}
            aria-valuemin={0}
            aria-valuemax={100}
          >
            <span className={css.fill} style={{ display: 'block', width: `${share}%` }} />
          </span>
          <span>{t('scan.progress', { scanned: newest.scanned, total: newest.total, found: newest.found })}</span>
        </>
      ) : newest ? (
        <span>
          {t('scan.last', { at: formatTime(newest.finished_at ?? newest.started_at), total: newest.scanned })}
        </span>
      ) : null}
      {mayUse(me.roles, SCANNERS) ? (
        <Button
          size="sm"
          icon={SearchIcon}
          disabled={running}
          loading={scan.isPending}
          onClick={() => scan.mutate(undefined)}
        >
          {t('scan.start')}
        </Button>
      ) : null}
    </span>
  );
}
