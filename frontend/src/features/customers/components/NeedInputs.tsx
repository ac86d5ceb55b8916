import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DecisionMaker } from '@/api/generated/leads/types.gen';
import { Button, IconButton } from '@/ui/Button';
import { FormField } from '@/ui/FormField';
import { CloseIcon, PlusIcon } from '@/ui/icons';
import css from './Need.module.css';
import { DECISION_ROLES, toLines } from './need';

interface ManyProps {
  label: string;
  options: readonly { value: string; label: string }[];
  value: readonly string[];
  onChange: (value: string[]) => void;
}

/** Several of a few. */
export function Many({ label, options, value, onChange }: ManyProps) {
  return (
    <fieldset className={css.group}>
      <legend className={css.legend}>{label}</legend>
      <div className={css.many}>
        {options.map((option) => (
          <label key={option.value} className={css.tick}>
            <input
              type="checkbox"
              className="sr-only"
              checked={value.includes(option.value)}
              onChange={(event) =>
                onChange(event.target.checked ? [...value, option.value] : value.filter((one) => one !== option.value))
              }
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface LinesProps {
  label: string;
  value: readonly string[];
  onChange: (value: string[]) => void;
}

/** Several short entries in one field, told apart by commas. */
export function Lines({ label, value, onChange }: LinesProps) {
  const { t } = useTranslation('customers');
  const [text, setText] = useState(() => value.join(t('and')));
  return (
    <FormField label={label} hint={t('card.linesHint')}>
      {(props) => (
        <input
          {...props}
          className="control"
          maxLength={400}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            onChange(toLines(event.target.value));
          }}
        />
      )}
    </FormField>
  );
}

interface DecisionMakersProps {
  value: readonly DecisionMaker[];
  onChange: (value: DecisionMaker[]) => void;
}

/** Who has a say, and what kind of say. */
export function DecisionMakers({ value, onChange }: DecisionMakersProps) {
  const { t } = useTranslation('customers');
  const put = (at: number, part: Partial<DecisionMaker>) =>
    onChange(value.map((one, index) => (index === at ? { ...one, ...part } : one)));
  return (
    <fieldset className={css.group}>
      <legend className={css.legend}>{t('card.field.decision_makers')}</legend>
      {value.map((one, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: entries have no identity of their own
        <div key={at} className={css.head}>
          <input
            className="control"
            aria-label={t('card.relation')}
            placeholder={t('card.relation')}
            maxLength={40}
            value={one.relation}
            onChange={(event) => put(at, { relation: event.target.value })}
          />
          <select
            className="control"
            aria-label={t('card.role')}
            value={one.role ?? 'influences'}
            onChange={(event) => put(at, { role: event.target.value as NonNullable<DecisionMaker['role']> })}
          >
            {DECISION_ROLES.map((role) => (
              <option key={role} value={role}>
                {t(`card.code.role.${role}`)}
              </option>
            ))}
          </select>
          <IconButton
            icon={CloseIcon}
            label={t('card.remove')}
            onClick={() => onChange(value.filter((_, index) => index !== at))}
          />
        </div>
      ))}
      {value.length < 8 ? (
        <Button size="sm" icon={PlusIcon} onClick={() => onChange([...value, { relation: '', role: 'decides' }])}>
          {t('card.addPerson')}
        </Button>
      ) : null}
    </fieldset>
  );
}
