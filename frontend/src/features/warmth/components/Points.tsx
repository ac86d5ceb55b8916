import { useTranslation } from 'react-i18next';
import { useInterestWords } from '@/ui/interest/words';
import { Numbers, type NumbersProps, type Place } from './Numbers';
import css from './Warmth.module.css';

/** The points of the rules, one field for everything that counts. */
export function Points(props: Omit<NumbersProps, 'places' | 'nameOf'>) {
  const { t } = useTranslation('warmth');
  const words = useInterestWords();
  const codes = Object.keys(props.draft.score.points ?? {});
  const places: Place[] = codes.map((code) => ({ path: ['score', 'points', code], unit: 'points' }));
  return (
    <section className={css.stack}>
      <h3 className={css.small}>{t('rules.points')}</h3>
      <Numbers {...props} places={places} nameOf={(code) => words.reason({ code, value: 1 })} />
    </section>
  );
}
