import { useTranslation } from 'react-i18next';
import { FIELDS } from '../form-model';
import { Lines, type PartProps } from './Basics';
import css from './Doors.module.css';

/** What the form asks beside the mobile, in a fixed order, each needed or not. */
export function FieldPicker(props: PartProps) {
  const { draft, onChange } = props;
  const { t } = useTranslation('lead-doors');
  const asked = new Map(draft.fields.map((field) => [field.name, field.required === true]));
  const set = (name: (typeof FIELDS)[number], state: boolean | null) =>
    onChange({
      fields: FIELDS.filter((one) => (one === name ? state !== null : asked.has(one))).map((one) => ({
        name: one,
        required: one === name ? state === true : asked.get(one) === true,
      })),
    });
  return (
    <fieldset className={css.group}>
      <legend>{t('form.fields')}</legend>
      <p className={css.small}>{t('form.fieldsHint')}</p>
      <div className={css.fields}>
        {FIELDS.map((name) => (
          <div key={name} className={css.fieldRow}>
            <label className={css.check}>
              <input
                type="checkbox"
                checked={asked.has(name)}
                onChange={(event) => set(name, event.target.checked ? false : null)}
              />
              {t(`field.${name}`)}
            </label>
            {asked.has(name) ? (
              <label className={css.check}>
                <input
                  type="checkbox"
                  aria-label={t('form.requiredOf', { field: t(`field.${name}`) })}
                  checked={asked.get(name) === true}
                  onChange={(event) => set(name, event.target.checked)}
                />
                <span className={css.small}>{t('form.required')}</span>
              </label>
            ) : null}
          </div>
        ))}
      </div>
      {asked.has('model') ? <Lines name="models" {...props} /> : null}
    </fieldset>
  );
}
