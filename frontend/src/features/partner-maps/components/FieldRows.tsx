import { useTranslation } from 'react-i18next';
import type { FieldRule } from '@/api/generated/leads/types.gen';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { PlusIcon } from '@/ui/icons';
import { faultAt, nextTarget } from '../model';
import { FieldRow } from './FieldRow';
import type { PartProps } from './Part';
import css from './PartnerMaps.module.css';

/** One row per field of our lead: where its value stands, and how it is read. */
export function FieldRows({ draft, onChange, problem, record }: PartProps) {
  const { t } = useTranslation('partner-maps');
  const set = (at: number, rule: FieldRule) =>
    onChange({ fields: draft.fields.map((one, number) => (number === at ? rule : one)) });
  const whole = faultAt(problem, '/fields');
  const inRow = draft.fields.some((_, at) => faultAt(problem, `/fields/${at}`));
  return (
    <Card title={t('tab.fields')}>
      <p className={css.quiet}>{t('fields.text')}</p>
      {whole && !inRow ? (
        <p className={css.fault} role="alert">
          {whole}
        </p>
      ) : null}
      <ul className={css.rows}>
        {draft.fields.map((rule, at) => (
          <FieldRow
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
            key={at}
            rule={rule}
            taken={draft.fields.map((one) => one.target)}
            found={record?.fields.find((one) => one.rule === at)}
            fault={faultAt(problem, `/fields/${at}`)}
            onChange={(next) => set(at, next)}
            onRemove={() => onChange({ fields: draft.fields.filter((_, number) => number !== at) })}
          />
        ))}
      </ul>
      <Button
        icon={PlusIcon}
        disabled={draft.fields.length >= 22}
        onClick={() =>
          onChange({ fields: [...draft.fields, { target: nextTarget(draft.fields), paths: [], transform: 'text' }] })
        }
      >
        {t('fields.add')}
      </Button>
    </Card>
  );
}
