import { useTranslation } from 'react-i18next';
import { type Draft, SIGNALS } from '../model';
import css from './Warmth.module.css';

/** Which signals are raised at all. */
export function SignalKinds({ draft, onChange }: { draft: Draft; onChange: (draft: Draft) => void }) {
  const { t } = useTranslation(['warmth', 'interest']);
  const rules = draft.behaviour.signals ?? {};
  const on = new Set<string>(rules.kinds ?? SIGNALS);
  const toggle = (kind: (typeof SIGNALS)[number]) => {
    const kinds = SIGNALS.filter((one) => (one === kind ? !on.has(one) : on.has(one)));
    onChange({ ...draft, behaviour: { ...draft.behaviour, signals: { ...rules, kinds } } });
  };
  return (
    <fieldset className={css.checks}>
      <legend className="sr-only">{t('rules.signals')}</legend>
      {SIGNALS.map((kind) => (
        <label key={kind} className={css.check}>
          <input type="checkbox" checked={on.has(kind)} onChange={() => toggle(kind)} />
          {t(`interest:signalName.${kind}`)}
        </label>
      ))}
    </fieldset>
  );
}
