import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../Button';
import { ScoreReasons } from './Badges';
import css from './Interest.module.css';
import { useScore } from './queries';
import { type ScoreReason, signed, useInterestWords } from './words';

export interface ScoreWhyProps {
  leadId: string;
  score: number | null;
  reasons: readonly ScoreReason[];
}

/** The score with its three reasons; everything else that counts on demand. */
export function ScoreWhy({ leadId, score, reasons }: ScoreWhyProps) {
  const { t } = useTranslation('interest');
  const [all, setAll] = useState(false);
  if (score === null) return null;
  return (
    <section className={css.stack} aria-label={t('why')}>
      <div className={css.head}>
        <span className={`${css.score} ${css.big}`}>
          {score}
          <small>%</small>
        </span>
        <span className={css.small}>{t('score')}</span>
        <Button size="sm" variant="ghost" aria-expanded={all} onClick={() => setAll(!all)}>
          {t(all ? 'less' : 'all')}
        </Button>
      </div>
      {all ? <Everything leadId={leadId} /> : <ScoreReasons reasons={reasons} />}
    </section>
  );
}

function Everything({ leadId }: { leadId: string }) {
  const { t } = useTranslation('interest');
  const words = useInterestWords();
  const { data } = useScore(leadId);
  if (!data) return null;
  return (
    <>
      <ul className={css.list}>
        {data.effects
          .filter((effect) => effect.points !== 0)
          .map((effect) => (
            <li key={effect.code} className={css.line}>
              <span>{words.reason(effect)}</span>
              <span className={effect.points > 0 ? css.for : css.against}>{signed(effect.points)}</span>
            </li>
          ))}
      </ul>
      <p className={css.small}>
        {t(`method.${data.method}`, { cases: data.cases, needed: data.needed, number: data.model_number })}
      </p>
    </>
  );
}
