import { useTranslation } from 'react-i18next';
import type { SiteOut } from '@/api/generated/leads/types.gen';
import { toast } from '@/lib/toast';
import { Button, IconButton } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { CloseIcon } from '@/ui/icons';
import { snippetOf } from '../model';
import css from './Warmth.module.css';

/** What goes into the web site's pages, or the device's key while it can be seen. */
export function Snippet({ site, onClose }: { site: SiteOut; onClose: () => void }) {
  const { t } = useTranslation(['warmth', 'ui']);
  const device = site.door === 'device';
  const text = device
    ? (site.device_key ?? '')
    : snippetOf(window.location.origin, site.site_key ?? '', site.wording_version);
  const copy = () =>
    void navigator.clipboard.writeText(text).then(() => toast(t('beacon.copied'), { tone: 'success' }));
  return (
    <Card
      title={`${site.name} · ${t(device ? 'beacon.key' : 'beacon.snippet')}`}
      extra={<IconButton icon={CloseIcon} label={t('ui:action.close')} onClick={onClose} />}
    >
      <div className={css.stack}>
        <p className={css.small}>{t(device ? 'beacon.keyText' : 'beacon.snippetText')}</p>
        <pre className={css.code}>{text}</pre>
        <span className={css.line}>
          <Button variant="primary" onClick={copy}>
            {t('beacon.copy')}
          </Button>
        </span>
      </div>
    </Card>
  );
}
