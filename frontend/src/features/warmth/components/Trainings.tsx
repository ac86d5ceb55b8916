import { useTranslation } from 'react-i18next';
import type { ScoreModelRow } from '@/api/generated/leads/types.gen';
import { formatTime } from '@/lib/time';
import { Card } from '@/ui/Card';
import { ChartIcon } from '@/ui/icons';
import { EmptyState } from '@/ui/States';
import { StatusTag } from '@/ui/Tag';
import css from './Warmth.module.css';

const three = (value: number) => value.toFixed(3);

/** Every training with its quality on leads that it had not seen, beside the rules. */
export function Trainings({ models }: { models: readonly ScoreModelRow[] }) {
  const { t } = useTranslation('warmth');
  return (
    <Card title={t('model.history')}>
      {models.length === 0 ? (
        <EmptyState compact icon={ChartIcon} title={t('model.none')} text={t('model.noneText')} />
      ) : (
        <div className={css.stack}>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <section className={css.scroll} tabIndex={0} aria-label={t('model.rows')}>
            <table className={css.table}>
              <thead>
                <tr>
                  {(['number', 'at', 'by', 'rows', 'auc', 'brier', 'state'] as const).map((name) => (
                    <th key={name} scope="col">
                      {t(`model.${name}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {models.map((model) => (
                  <tr key={model.id}>
                    <td>{model.number}</td>
                    <td>{formatTime(model.trained_at)}</td>
                    <td>{model.trained_by_name ?? t('model.system')}</td>
                    <td>
                      {model.fitted} + {model.held}
                    </td>
                    <td>
                      <strong>{three(model.auc)}</strong>{' '}
                      <span className={css.small}>{t('model.versus', { rules: three(model.rules_auc) })}</span>
                    </td>
                    <td>
                      <strong>{three(model.brier)}</strong>{' '}
                      <span className={css.small}>
                        {t('model.versusShare', { rules: three(model.rules_brier), share: three(model.share_brier) })}
                      </span>
                    </td>
                    <td>
                      <StatusTag tone={model.in_use ? 'success' : model.accepted ? 'info' : 'neutral'}>
                        {t(model.in_use ? 'model.used' : model.accepted ? 'model.accepted' : 'model.refused')}
                      </StatusTag>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
          <p className={css.small}>{t('model.hint')}</p>
        </div>
      )}
    </Card>
  );
}
