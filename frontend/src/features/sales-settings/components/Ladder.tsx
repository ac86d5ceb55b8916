import { useTranslation } from 'react-i18next';
import { cx } from '@/lib/cx';
import { Button, IconButton } from '@/ui/Button';
import { PlusIcon, TrashIcon } from '@/ui/icons';
import { LADDER_ROLES, type Step } from '../model';
import { NumberField } from './NumberField';
import css from './Settings.module.css';

const MAX_STEPS = 5;
const NEXT_STEP_MINUTES = 15;

export interface LadderProps {
  steps: readonly Step[];
  onChange: (steps: Step[]) => void;
  problem: unknown;
}

/** Who is told, and how long after the missed first reply. */
export function Ladder({ steps, onChange, problem }: LadderProps) {
  const { t } = useTranslation(['sales-settings', 'app']);
  const set = (index: number, change: Partial<Step>) =>
    onChange(steps.map((step, at) => (at === index ? { ...step, ...change } : step)));
  const add = () => {
    const last = steps.at(-1)?.after_minutes ?? 0;
    onChange([...steps, { after_minutes: last + NEXT_STEP_MINUTES, roles: ['general_manager'] }]);
  };
  return (
    <div className={css.stack}>
      {steps.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps have no identity but their place
        <fieldset key={index} className={css.step} aria-label={t('ladder.step', { step: index + 1 })}>
          <NumberField
            label={t('ladder.after', { step: index + 1 })}
            unit={t('unit.minutes')}
            value={step.after_minutes}
            onChange={(value) => set(index, { after_minutes: value ?? 0 })}
            pointer={`/response/ladder/${index}/after_minutes`}
            problem={problem}
          />
          <div className={css.roles}>
            {LADDER_ROLES.map((role) => {
              const on = (step.roles as readonly string[]).includes(role);
              const roles = on ? step.roles.filter((item) => item !== role) : [...step.roles, role];
              return (
                <button
                  key={role}
                  type="button"
                  className={cx(css.role, on && css.on)}
                  aria-pressed={on}
                  onClick={() => set(index, { roles: roles as Step['roles'] })}
                >
                  {t(`app:role.${role}`)}
                </button>
              );
            })}
          </div>
          <IconButton
            icon={TrashIcon}
            label={t('ladder.remove', { step: index + 1 })}
            onClick={() => onChange(steps.filter((_, at) => at !== index))}
          />
        </fieldset>
      ))}
      {steps.length < MAX_STEPS ? (
        <Button icon={PlusIcon} onClick={add}>
          {t('ladder.add')}
        </Button>
      ) : null}
    </div>
  );
}
