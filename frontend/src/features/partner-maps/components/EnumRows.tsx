import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { EnumRule, Target } from '@/api/generated/leads/types.gen';
import { cx } from '@/lib/cx';
import { Button, IconButton } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { PlusIcon, TrashIcon } from '@/ui/icons';
import { useSalesLabel } from '@/ui/sales/labels';
import { leadSettingsQuery } from '@/ui/sales/settings';
import { CODED, CODES, faultAt } from '../model';
import type { PartProps } from './Part';
import css from './PartnerMaps.module.css';

/** The partner's words for what we have codes for. */
export function EnumRows({ draft, onChange, problem }: PartProps) {
  const { t } = useTranslation('partner-maps');
  const set = (at: number, rule: EnumRule) =>
    onChange({ enumerations: draft.enumerations.map((one, number) => (number === at ? rule : one)) });
  const last = draft.enumerations.at(-1)?.target ?? 'gender';
  return (
    <Card title={t('tab.enumerations')}>
      <p className={css.quiet}>{t('enumerations.text')}</p>
      <ul className={css.rows}>
        {draft.enumerations.map((rule, at) => {
          const fault = faultAt(problem, `/enumerations/${at}`);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
            <li key={at} className={cx(css.row, fault && css.wrong)}>
              <div className={css.cells}>
                <select
                  className={`control ${css.target}`}
                  aria-label={t('fields.target')}
                  value={rule.target}
                  onChange={(event) => set(at, { ...rule, target: event.target.value as Target, becomes: null })}
                >
                  {CODED.map((target) => (
                    <option key={target} value={target}>
                      {t(`target.${target}`)}
                    </option>
                  ))}
                </select>
                <input
                  className={`control ${css.code}`}
                  aria-label={t('enumerations.value')}
                  placeholder={t('enumerations.value')}
                  maxLength={100}
                  value={rule.value}
                  onChange={(event) => set(at, { ...rule, value: event.target.value })}
                />
                <Becomes rule={rule} onChange={(becomes) => set(at, { ...rule, becomes })} />
                <IconButton
                  icon={TrashIcon}
                  label={t('remove', { name: rule.value })}
                  onClick={() => onChange({ enumerations: draft.enumerations.filter((_, number) => number !== at) })}
                />
              </div>
              {fault ? (
                <p className={css.fault} role="alert">
                  {fault}
                </p>
              ) : null}
            </li>
          );
        })}
      </ul>
      <Button
        icon={PlusIcon}
        disabled={draft.enumerations.length >= 200}
        onClick={() => onChange({ enumerations: [...draft.enumerations, { target: last, value: '', becomes: null }] })}
      >
        {t('enumerations.add')}
      </Button>
    </Card>
  );
}

function Becomes({ rule, onChange }: { rule: EnumRule; onChange: (becomes: string | null) => void }) {
  const { t } = useTranslation('partner-maps');
  const label = useSalesLabel();
  const sources = useQuery(leadSettingsQuery).data?.sources ?? [];
  const codes = rule.target === 'source' ? sources : (CODES[rule.target] ?? []);
  const all = rule.becomes && !codes.includes(rule.becomes) ? [rule.becomes, ...codes] : codes;
  return (
    <select
      className="control"
      aria-label={t('enumerations.becomes')}
      value={rule.becomes ?? ''}
      onChange={(event) => onChange(event.target.value || null)}
    >
      <option value="">{t('enumerations.nothing')}</option>
      {all.map((code) => (
        <option key={code} value={code}>
          {rule.target === 'source' ? label('source', code) : t(`code.${rule.target}.${code}`, { defaultValue: code })}
        </option>
      ))}
    </select>
  );
}
