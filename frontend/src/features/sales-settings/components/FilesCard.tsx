import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { LeadSettingDefaults } from '@/api/generated/leads/types.gen';
import { cx } from '@/lib/cx';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { defaultSettingsQuery } from '../model';
import { CheckField } from './CheckField';
import { NumberField } from './NumberField';
import type { SectionProps } from './PoolCard';
import css from './Settings.module.css';

type Numbers = Record<string, number>;

const EVIDENCE = [
  'same_credit_code',
  'same_wechat',
  'same_email',
  'same_vehicle',
  'former_number',
  'similar_number',
  'same_name',
  'same_model',
  'near_dates',
] as const;

const useDefaults = (): LeadSettingDefaults | undefined => useQuery(defaultSettingsQuery).data;

/** When a file counts, and what each of its fields weighs. */
export function FilesCard({ draft, onChange, problem }: SectionProps) {
  const { t } = useTranslation('sales-settings');
  const usual = useDefaults()?.file_quality;
  const rules = draft.file_quality ?? {};
  const set = (change: Partial<typeof rules>) => onChange({ file_quality: { ...rules, ...change } });
  const weights = (rules.weights ?? {}) as Numbers;
  const levels = new Set(rules.card_levels ?? []);
  const flip = (code: string) =>
    set({ card_levels: levels.has(code) ? [...levels].filter((one) => one !== code) : [...levels, code] });
  const number = (field: 'submit_from_score' | 'good_from_score' | 'stock_take_days', label: string, unit: string) => (
    <NumberField
      problem={problem}
      label={label}
      unit={unit}
      {...(usual?.[field] === undefined ? {} : { hint: t('default', { value: usual[field] }) })}
      value={rules[field]}
      onChange={(value) => set({ [field]: value ?? usual?.[field] ?? 0 })}
      pointer={`/file_quality/${field}`}
    />
  );
  return (
    <Card title={t('section.files')}>
      <div className={css.grid}>
        <CheckField
          label={t('files.confirmation')}
          checked={rules.confirmation !== false}
          onChange={(confirmation) => set({ confirmation })}
        />
        {number('submit_from_score', t('files.submit'), '%')}
        {number('good_from_score', t('files.good'), '%')}
        {number('stock_take_days', t('files.stockTake'), t('unitMore.days'))}
      </div>
      <fieldset className={css.fieldset}>
        <legend>{t('files.levels')}</legend>
        <div className={css.roles}>
          {draft.levels
            .filter((level) => level.gradable !== false)
            .map(({ code }) => (
              <button
                key={code}
                type="button"
                aria-pressed={levels.has(code)}
                className={cx(css.role, levels.has(code) && css.on)}
                onClick={() => flip(code)}
              >
                {code}
              </button>
            ))}
        </div>
      </fieldset>
      <Weights
        title={t('files.weights', { total: Object.values(weights).reduce((sum, one) => sum + one, 0) })}
        hint={t('files.weightsHint')}
        names={Object.keys(usual?.weights ?? weights)}
        nameOf={(name) => t(`files.field.${name}`, { defaultValue: name })}
        values={weights}
        usual={usual?.weights as Numbers | undefined}
        at="/file_quality/weights"
        problem={problem}
        onChange={(changed) => set({ weights: { ...weights, ...changed } })}
      />
    </Card>
  );
}

/** What makes two files look like one person's. */
export function DuplicatesCard({ draft, onChange, problem }: SectionProps) {
  const { t } = useTranslation('sales-settings');
  const usual = useDefaults()?.duplicates;
  const rules = draft.duplicates ?? {};
  const set = (change: Partial<typeof rules>) => onChange({ duplicates: { ...rules, ...change } });
  const number = (field: 'threshold' | 'near_days', label: string, unit: string) => (
    <NumberField
      problem={problem}
      label={label}
      unit={unit}
      {...(usual?.[field] === undefined ? {} : { hint: t('default', { value: usual[field] }) })}
      value={rules[field]}
      onChange={(value) => set({ [field]: value ?? usual?.[field] ?? 1 })}
      pointer={`/duplicates/${field}`}
    />
  );
  return (
    <Card title={t('section.duplicates')}>
      <div className={css.grid}>
        <CheckField
          label={t('duplicates.daily')}
          checked={rules.scan_daily !== false}
          onChange={(scan_daily) => set({ scan_daily })}
        />
        {number('threshold', t('duplicates.threshold'), t('unitMore.points'))}
        {number('near_days', t('duplicates.nearDays'), t('unitMore.days'))}
      </div>
      <Weights
        title={t('duplicates.weights')}
        names={EVIDENCE}
        nameOf={(name) => t(`duplicates.reason.${name}`, { defaultValue: name })}
        values={rules as Numbers}
        usual={usual as Numbers | undefined}
        at="/duplicates"
        problem={problem}
        onChange={set}
      />
    </Card>
  );
}

interface WeightsProps {
  title: string;
  hint?: string;
  names: readonly string[];
  nameOf: (name: string) => string;
  values: Numbers;
  usual: Numbers | undefined;
  at: string;
  problem: unknown;
  onChange: (changed: Numbers) => void;
}

/** Points per name with what they usually are; all of them go back at once. */
function Weights({ title, hint, names, nameOf, values, usual, at, problem, onChange }: WeightsProps) {
  const { t } = useTranslation('sales-settings');
  const other = usual !== undefined && names.some((name) => values[name] !== usual[name]);
  return (
    <details className={css.fieldset}>
      <summary>{title}</summary>
      {hint ? <p className={css.note}>{hint}</p> : null}
      <div className={css.grid}>
        {names.map((name) => (
          <NumberField
            key={name}
            problem={problem}
            label={nameOf(name)}
            unit={t('unitMore.points')}
            {...(usual === undefined ? {} : { hint: t('default', { value: usual[name] }) })}
            value={values[name]}
            onChange={(value) => onChange({ [name]: value ?? 0 })}
            pointer={`${at}/${name}`}
          />
        ))}
      </div>
      {other ? (
        <Button size="sm" onClick={() => onChange(Object.fromEntries(names.map((name) => [name, usual[name] ?? 0])))}>
          {t('restore')}
        </Button>
      ) : null}
    </details>
  );
}
