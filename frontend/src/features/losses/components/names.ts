import { useTranslation } from 'react-i18next';
import { useSalesLabel } from '@/ui/sales/labels';
import { useLossReasons } from '@/ui/sales/losses';
import { useLevels } from '@/ui/sales/settings';

/** Names of a grouping's keys; `-` stands for what was not given. */
export function useGroupName(by: string): (key: string, label?: string | null) => string {
  const { t } = useTranslation('losses');
  const label = useSalesLabel();
  const reasons = useLossReasons();
  const levels = useLevels();
  return (key, told) => {
    if (told) return told;
    if (key === '-') return t('analysis.none');
    switch (by) {
      case 'node':
        return label('lossNode', key);
      case 'type':
        return label('lossType', key);
      case 'reason':
        return reasons.nameOf(key);
      case 'source':
        return label('source', key);
      case 'level':
        return `${key} ${levels.nameOf(key)}`;
      default:
        return key;
    }
  };
}
