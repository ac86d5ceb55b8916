import { useTranslation } from 'react-i18next';
import { FormField } from '@/ui/FormField';
import { freshWording, PURPOSES, type Purpose, type Wording, withWording } from '../form-model';
import type { PartProps } from './Basics';
import css from './Doors.module.css';

export interface ConsentsProps extends PartProps {
  saved: readonly Wording[];
  word: (key: string, language: 'zh' | 'en') => string;
}

/** What visitors read and tick: contact is needed, marketing and profiling are apart and unticked. */
export function Consents({ draft, onChange, problem, saved, word }: ConsentsProps) {
  const { t } = useTranslation('lead-doors');
  const set = (purpose: Purpose, next: Wording | null) => {
    const kept = new Map(draft.consents.map((one) => [one.purpose, one]));
    if (next) kept.set(purpose, next);
    else kept.delete(purpose);
    onChange({ consents: PURPOSES.flatMap((one) => kept.get(one) ?? []) });
  };
  return (
    <fieldset className={css.group}>
      <legend>{t('form.consents')}</legend>
      <p className={css.small}>{t('form.consentsHint')}</p>
      {PURPOSES.map((purpose) => {
        const place = draft.consents.findIndex((one) => one.purpose === purpose);
        const one = draft.consents[place];
        const change = (part: Partial<Wording>) => one && set(purpose, withWording(saved, one, part));
        return (
          <div key={purpose} className={css.stack}>
            <label className={css.check}>
              <input
                type="checkbox"
                checked={one !== undefined}
                disabled={purpose === 'service'}
                onChange={(event) => set(purpose, event.target.checked ? fresh(purpose, saved, word) : null)}
              />
              {t(`purpose.${purpose}`)}
            </label>
            {one ? (
              <div className={css.pair}>
                {(['zh', 'en'] as const).map((language) => (
                  <FormField
                    key={language}
                    label={t(`form.wording.${language}`)}
                    problem={problem}
                    pointer={`/consents/${place}/${language}`}
                  >
                    {(props) => (
                      <textarea
                        {...props}
                        className="control"
                        rows={2}
                        maxLength={2000}
                        value={one[language]}
                        onChange={(event) => change({ [language]: event.target.value })}
                      />
                    )}
                  </FormField>
                ))}
                <FormField
                  label={t('form.wording.version')}
                  hint={t('form.wording.versionHint')}
                  problem={problem}
                  pointer={`/consents/${place}/version`}
                >
                  {(props) => (
                    <input
                      {...props}
                      className="control"
                      maxLength={40}
                      value={one.version}
                      onChange={(event) => change({ version: event.target.value })}
                    />
                  )}
                </FormField>
              </div>
            ) : null}
          </div>
        );
      })}
    </fieldset>
  );
}

const fresh = (purpose: Purpose, saved: readonly Wording[], word: ConsentsProps['word']) =>
  saved.find((one) => one.purpose === purpose) ?? freshWording(purpose, word);
