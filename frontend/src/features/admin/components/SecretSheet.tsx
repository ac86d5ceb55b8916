import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from '@/lib/toast';
import { Button } from '@/ui/Button';
import { CheckIcon, FileIcon } from '@/ui/icons';
import { Sheet } from '@/ui/Sheet';
import css from './Admin.module.css';

/** A key or secret, shown this once. */
export function SecretSheet({ title, secret, onClose }: { title: string; secret: string; onClose: () => void }) {
  const { t } = useTranslation('admin');
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(secret);
      setCopied(true);
    } catch {
      toast(t('secret.byHand'));
    }
  };
  return (
    <Sheet
      open
      onClose={onClose}
      title={title}
      footer={
        <>
          <Button onClick={onClose}>{t('secret.done')}</Button>
          <Button variant="primary" data-autofocus icon={copied ? CheckIcon : FileIcon} onClick={() => void copy()}>
            {t(copied ? 'secret.copied' : 'secret.copy')}
          </Button>
        </>
      }
    >
      <div className={css.stack}>
        <p>{t('secret.once')}</p>
        <code className={`${css.code} ${css.secret}`}>{secret}</code>
      </div>
    </Sheet>
  );
}
