import { useTranslation } from 'react-i18next';
import type { Figures } from '@/api/generated/leads/types.gen';
import { Stat } from '@/ui/Card';
import { MoneyText } from '@/ui/MoneyText';
import css from './KeyAccounts.module.css';

/** What the system knows of a period. */
export function FigureList({ figures }: { figures: Figures }) {
  const { t } = useTranslation('key-accounts');
  return (
    <div className={css.figures}>
      <Stat label={t('figure.ordered')} value={figures.ordered} />
      <Stat label={t('figure.delivered')} value={figures.delivered} />
      <Stat label={t('figure.sum')} value={<MoneyText fen={figures.delivered_fen} />} />
      <Stat
        label={t('figure.visits')}
        value={t('plan.of', { done: figures.visits_done, target: figures.visits_planned })}
      />
    </div>
  );
}
