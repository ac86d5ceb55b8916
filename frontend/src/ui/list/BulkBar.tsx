import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../Button';
import { CloseIcon } from '../icons';
import css from './DataList.module.css';

export function BulkBar({ count, onClear, children }: { count: number; onClear: () => void; children: ReactNode }) {
  const { t } = useTranslation('ui');
  return (
    <div className={css.bulk} role="toolbar" aria-label={t('list.selected', { count })}>
      <strong>{t('list.selected', { count })}</strong>
      {children}
      <IconButton icon={CloseIcon} label={t('list.clearSelection')} onClick={onClear} />
    </div>
  );
}
