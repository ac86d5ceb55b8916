import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CustomerPicker } from '@/ui/deal/CustomerPicker';
import { Sheet } from '@/ui/Sheet';
import css from './Duplicates.module.css';
import { MergeSheet } from './MergeSheet';

/** Merge a known file with another one that a person knows to be the same. */
export function PickSheet({ one, onClose }: { one: string; onClose: () => void }) {
  const { t } = useTranslation('duplicates');
  const [other, setOther] = useState<string | null>(null);
  if (other) return <MergeSheet one={one} other={other} onClose={onClose} />;
  return (
    <Sheet open onClose={onClose} title={t('pick.title')}>
      <div className={css.pick}>
        <p className={css.quiet}>{t('pick.text')}</p>
        <CustomerPicker value={null} onPick={(customer) => customer && customer.id !== one && setOther(customer.id)} />
      </div>
    </Sheet>
  );
}
