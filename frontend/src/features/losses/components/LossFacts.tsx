import { useTranslation } from 'react-i18next';
import { useSalesLabel } from '@/ui/sales/labels';
import { useLossReasons } from '@/ui/sales/losses';
import { StatusTag } from '@/ui/Tag';
import css from './Losses.module.css';

export interface LossFactsProps {
  outcome: string;
  type: string;
  reason: string;
  node?: string;
  competitor_brand?: string | null | undefined;
  competitor_series?: string | null | undefined;
  description: string;
}

/** What the adviser says about a defeat, in one look. */
export function LossFacts(props: LossFactsProps) {
  const { t } = useTranslation('losses');
  const label = useSalesLabel();
  const { nameOf } = useLossReasons();
  const competitor = [props.competitor_brand, props.competitor_series].filter(Boolean).join(' ');
  return (
    <div className={css.stack}>
      <p className={css.line}>
        <StatusTag tone="danger">{t(`outcome.${props.outcome}`, { defaultValue: props.outcome })}</StatusTag>
        <strong>{nameOf(props.reason)}</strong>
        {competitor ? <StatusTag tone="warning">{competitor}</StatusTag> : null}
        <span className={css.quiet}>{label('lossType', props.type)}</span>
        {props.node ? <span className={css.quiet}>{label('lossNode', props.node)}</span> : null}
      </p>
      {props.description ? <p>{props.description}</p> : null}
    </div>
  );
}
