import { useTranslation } from 'react-i18next';
import { FireIcon } from '../icons';
import { StatusTag } from '../Tag';
import css from './Interest.module.css';
import { LAYER_TONES, type Layer, type ScoreReason, type SignalBrief, signed, useInterestWords } from './words';

/** Cold, warm, hot or VIP. */
export function TemperatureTag({ layer }: { layer: Layer | null | undefined }) {
  const { t } = useTranslation('interest');
  if (!layer) return null;
  return (
    <StatusTag tone={LAYER_TONES[layer]} dot>
      <span title={t(`layerLong.${layer}`)}>{t(`layer.${layer}`)}</span>
    </StatusTag>
  );
}

/** The newest signal in words: why somebody should look now. */
export function SignalTag({ signal }: { signal: SignalBrief | null | undefined }) {
  const words = useInterestWords();
  if (!signal) return null;
  return (
    <StatusTag tone="danger" icon={FireIcon}>
      {words.signal(signal.kind, signal.params)}
    </StatusTag>
  );
}

/** The same where there is no room for words: they are the pointer's and the screen reader's. */
export function SignalMark({ signal }: { signal: SignalBrief | null | undefined }) {
  const words = useInterestWords();
  if (!signal) return null;
  const text = words.signal(signal.kind, signal.params);
  return (
    <span className={css.mark} title={text}>
      <FireIcon />
      <span className="sr-only">{text}</span>
    </span>
  );
}

export interface ScoreProps {
  score: number | null | undefined;
  reasons: readonly ScoreReason[];
}

/** A score for dense lists: number and bar, its reasons for the pointer and the screen reader. */
export function ScoreCell({ score, reasons }: ScoreProps) {
  const { t } = useTranslation('interest');
  const words = useInterestWords();
  if (score === null || score === undefined) return <span className={css.small}>–</span>;
  const why = reasons.map((reason) => `${words.reason(reason)} ${signed(reason.points)}`).join(' · ');
  return (
    <span className={css.cell} title={why}>
      <span className={css.score}>
        <span className="sr-only">{t('score')} </span>
        {score}
        <small>%</small>
      </span>
      <span className={css.bar} aria-hidden="true">
        <span className={css.fill} style={{ width: `${score}%` }} />
      </span>
      <span className="sr-only">{why}</span>
    </span>
  );
}

/** The three strongest reasons with their points. */
export function ScoreReasons({ reasons }: { reasons: readonly ScoreReason[] }) {
  const words = useInterestWords();
  return (
    <ul className={css.reasons}>
      {reasons.map((reason) => (
        <li key={reason.code} className={css.reason}>
          {words.reason(reason)}
          <span className={reason.points > 0 ? css.for : css.against}>{signed(reason.points)}</span>
        </li>
      ))}
    </ul>
  );
}
