import { registerSW } from 'virtual:pwa-register';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/ui/Button';
import css from './UpdatePrompt.module.css';

/** Registers the service worker and offers the new version; it never reloads under someone's hands. */
export function UpdatePrompt() {
  const { t } = useTranslation('app');
  const [ready, setReady] = useState(false);
  const update = useRef<((reload?: boolean) => Promise<void>) | null>(null);
  useEffect(() => {
    update.current = registerSW({ onNeedRefresh: () => setReady(true) });
  }, []);
  if (!ready) return null;
  return (
    <div className={css.prompt} role="status">
      {t('update.text')}
      <Button size="sm" variant="primary" onClick={() => void update.current?.(true)}>
        {t('update.action')}
      </Button>
    </div>
  );
}
