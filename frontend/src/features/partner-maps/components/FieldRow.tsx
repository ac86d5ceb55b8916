import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldRule, Target, Transform, TrialField } from '@/api/generated/leads/types.gen';
import { cx } from '@/lib/cx';
import { Button, IconButton } from '@/ui/Button';
import { TrashIcon } from '@/ui/icons';
import { listOf, TARGETS, TRANSFORMS, withTransform, ZONES } from '../model';
import { Found } from './Found';
import css from './PartnerMaps.module.css';

interface FieldRowProps {
  rule: FieldRule;
  taken: readonly Target[];
  found: TrialField | undefined;
  fault: string | undefined;
  onChange: (rule: FieldRule) => void;
  onRemove: () => void;
}

/** A field, its paths, its way, and right below what the sample gives. */
export function FieldRow({ rule, taken, found, fault, onChange, onRemove }: FieldRowProps) {
  const { t } = useTranslation('partner-maps');
  const transform = rule.transform ?? 'text';
  const name = t(`target.${rule.target}`);
  const [wanted, setWanted] = useState(false);
  const defaults = wanted || Boolean(rule.default);
  return (
    <li className={cx(css.row, fault && css.wrong)}>
      <div className={css.cells}>
        <select
          className={`control ${css.target}`}
          aria-label={t('fields.target')}
          value={rule.target}
          onChange={(event) => onChange({ ...rule, target: event.target.value as Target })}
        >
          {TARGETS.filter((target) => target === rule.target || !taken.includes(target)).map((target) => (
            <option key={target} value={target}>
              {t(`target.${target}`)}
            </option>
          ))}
        </select>
        {transform === 'constant' ? (
          <input
            className="control"
            aria-label={`${name} ${t('fields.value')}`}
            placeholder={t('fields.value')}
            maxLength={200}
            value={rule.value ?? ''}
            onChange={(event) => onChange({ ...rule, value: event.target.value })}
          />
        ) : (
          <Paths name={name} rule={rule} onChange={onChange} />
        )}
        <select
          className="control"
          aria-label={`${name} ${t('fields.transform')}`}
          value={transform}
          onChange={(event) => onChange(withTransform(rule, event.target.value as Transform))}
        >
          {TRANSFORMS.map((one) => (
            <option key={one} value={one}>
              {t(`transform.${one}`)}
            </option>
          ))}
        </select>
        <IconButton icon={TrashIcon} label={t('remove', { name })} onClick={onRemove} />
      </div>
      <Options name={name} rule={rule} defaults={defaults} onChange={onChange} />
      {fault ? (
        <p className={css.fault} role="alert">
          {fault}
        </p>
      ) : (
        <div className={css.foot}>
          <Found found={found} />
          {defaults || transform === 'constant' ? null : (
            <Button size="sm" variant="ghost" onClick={() => setWanted(true)}>
              {t('fields.addDefault')}
            </Button>
          )}
        </div>
      )}
    </li>
  );
}

/** Paths are typed as one text; it is kept as typed while somebody types. */
function Paths({ name, rule, onChange }: Pick<FieldRowProps, 'rule' | 'onChange'> & { name: string }) {
  const { t } = useTranslation('partner-maps');
  const joined = (rule.paths ?? []).join(', ');
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <input
      className={`control ${css.code}`}
      aria-label={`${name} ${t('fields.paths')}`}
      placeholder={t('fields.paths')}
      spellCheck={false}
      autoCapitalize="none"
      maxLength={1000}
      value={typed ?? joined}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange({ ...rule, paths: listOf(event.target.value) });
      }}
      onBlur={() => setTyped(null)}
    />
  );
}

type TextOption = 'separator' | 'part' | 'format' | 'zone' | 'default';
const USED: Partial<Record<Transform, readonly TextOption[]>> = {
  split: ['separator', 'part'],
  join: ['separator'],
  date_time: ['format', 'zone'],
};

interface OptionsProps extends Pick<FieldRowProps, 'rule' | 'onChange'> {
  name: string;
  defaults: boolean;
}

/** What the chosen way needs besides a path. */
function Options({ name, rule, defaults, onChange }: OptionsProps) {
  const { t } = useTranslation('partner-maps');
  const transform = rule.transform ?? 'text';
  const used: TextOption[] = [...(USED[transform] ?? [])];
  if (defaults && transform !== 'constant') used.push('default');
  if (used.length === 0) return null;
  const set = (option: TextOption, text: string) => {
    if (option === 'part') onChange({ ...rule, part: text === 'last' ? -1 : Number(text) });
    else onChange({ ...rule, [option]: text === '' && option !== 'zone' ? null : text });
  };
  return (
    <div className={css.options}>
      {used.map((option) => (
        <div key={option} className={css.option}>
          <span aria-hidden="true">{t(`fields.${option}`)}</span>
          {option === 'part' ? (
            <select
              className="control"
              aria-label={`${name} ${t('fields.part')}`}
              value={rule.part === -1 ? 'last' : String(rule.part ?? 0)}
              onChange={(event) => set('part', event.target.value)}
            >
              {[0, 1, 2, 3, 4].map((part) => (
                <option key={part} value={part}>
                  {t('fields.nth', { number: part + 1 })}
                </option>
              ))}
              <option value="last">{t('fields.last')}</option>
            </select>
          ) : (
            <input
              className="control"
              aria-label={`${name} ${t(`fields.${option}`)}`}
              list={option === 'zone' ? 'partner-map-zones' : undefined}
              placeholder={option === 'format' ? '%Y-%m-%d %H:%M:%S' : undefined}
              maxLength={option === 'separator' ? 10 : 200}
              value={rule[option] ?? (option === 'zone' ? 'Asia/Shanghai' : '')}
              onChange={(event) => set(option, event.target.value)}
            />
          )}
        </div>
      ))}
      {used.includes('zone') ? (
        <datalist id="partner-map-zones">
          {ZONES.map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
      ) : null}
    </div>
  );
}
