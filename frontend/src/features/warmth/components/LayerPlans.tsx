import { useTranslation } from 'react-i18next';
import type { LayerPlan } from '@/api/generated/leads/types.gen';
import { TemperatureTag } from '@/ui/interest/Badges';
import { type Draft, wholeNumber } from '../model';
import css from './Warmth.module.css';

type Plans = NonNullable<Draft['temperature']['plans']>;

/** Goal and contents of each layer, in the language of the screen, and how often it is touched. */
export function LayerPlans({ draft, onChange }: { draft: Draft; onChange: (draft: Draft) => void }) {
  const { t, i18n } = useTranslation(['warmth', 'interest']);
  const language = i18n.language === 'en' ? 'en' : 'zh';
  const plans: readonly LayerPlan[] = draft.temperature.plans ?? [];
  const set = (layer: string, change: Partial<LayerPlan>) =>
    onChange({
      ...draft,
      temperature: {
        ...draft.temperature,
        plans: plans.map((plan) => (plan.layer === layer ? { ...plan, ...change } : plan)) as Plans,
      },
    });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={css.scroll} tabIndex={0} aria-label={t('interest:temperature.content')}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t('interest:temperature.title')}</th>
            <th scope="col">{t('interest:temperature.goal')}</th>
            <th scope="col">{t('interest:temperature.content')}</th>
            <th scope="col">{t('rules.touches')}</th>
            <th scope="col">{t('interest:temperature.automatic')}</th>
          </tr>
        </thead>
        <tbody>
          {plans.map((plan) => (
            <tr key={plan.layer}>
              <td>
                <TemperatureTag layer={plan.layer} />
              </td>
              {(['goal', 'content'] as const).map((name) => (
                <td key={name}>
                  <input
                    className="control"
                    aria-label={`${t(`interest:layer.${plan.layer}`)} ${t(`interest:temperature.${name}`)}`}
                    maxLength={200}
                    value={plan[name][language]}
                    onChange={(event) => set(plan.layer, { [name]: { ...plan[name], [language]: event.target.value } })}
                  />
                </td>
              ))}
              <td>
                <input
                  className={`control ${css.short}`}
                  aria-label={`${t(`interest:layer.${plan.layer}`)} ${t('rules.touches')}`}
                  inputMode="numeric"
                  maxLength={2}
                  value={plan.touches_per_month}
                  onChange={(event) =>
                    set(plan.layer, { touches_per_month: wholeNumber(event.target.value) ?? plan.touches_per_month })
                  }
                />
              </td>
              <td>
                <input
                  className={css.box}
                  type="checkbox"
                  aria-label={`${t(`interest:layer.${plan.layer}`)} ${t('interest:temperature.automatic')}`}
                  checked={plan.automatic}
                  onChange={(event) => set(plan.layer, { automatic: event.target.checked })}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
