import { useTranslation } from 'react-i18next';
import { cx } from '@/lib/cx';
import { StatusTag } from '@/ui/Tag';
import { type KpiCard, moved, shown, welcome } from '../model';
import css from './Numbers.module.css';

const TONES = { good: 'success', fair: 'warning', alarm: 'danger' } as const;

/** One number with its formula, the month before, showroom and DCC apart. The whole tile opens it. */
export function KpiTile({ card, open, onOpen }: { card: KpiCard; open: boolean; onOpen: () => void }) {
  const { t, i18n } = useTranslation('numbers');
  const english = i18n.language === 'en';
  const by = moved(card);
  return (
    <button type="button" className={cx(css.tile, open && css.open)} aria-pressed={open} onClick={onOpen}>
      <span className={css.tileHead}>
        <span className={css.name}>{english ? card.en : card.zh}</span>
        {card.standing === 'none' ? null : (
          <StatusTag tone={TONES[card.standing]} dot>
            {t(`standing.${card.standing}`)}
          </StatusTag>
        )}
      </span>
      <span className={css.value}>
        {shown(card, card.unit)}
        {card.denominator === null ? null : (
          <span className={css.fraction}>{`${card.numerator} / ${card.denominator}`}</span>
        )}
      </span>
      <span className={css.moved}>
        {card.snapshot_missing ? (
          t('noSnapshot')
        ) : (
          <>
            {t('previous', { value: shown(card.previous, card.unit) })}
            {by === null || by === 0 ? null : (
              <span className={welcome(card, by) ? css.better : css.worse}>
                {`${by > 0 ? '↑' : '↓'} ${Math.abs(by)}${card.unit === 'count' ? '' : t('points')}`}
              </span>
            )}
          </>
        )}
      </span>
      <span className={css.sides}>
        {card.sides
          .filter((side) => side.side !== 'other' || side.numerator > 0 || (side.denominator ?? 0) > 0)
          .map((side) => (
            <span key={side.side}>
              {t(`side.${side.side}`)} <b>{shown(side, card.unit)}</b>
            </span>
          ))}
      </span>
      <span className={css.formula}>{english ? card.formula_en : card.formula_zh}</span>
    </button>
  );
}
