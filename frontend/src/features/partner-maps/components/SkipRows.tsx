import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SkipRule } from '@/api/generated/leads/types.gen';
import { cx } from '@/lib/cx';
import { Button, IconButton } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { PlusIcon, TrashIcon } from '@/ui/icons';
import { faultAt, listOf } from '../model';
import type { PartProps } from './Part';
import css from './PartnerMaps.module.css';

/** Records that are understood and become no lead. */
export function SkipRows({ draft, onChange, problem }: PartProps) {
  const { t } = useTranslation('partner-maps');
  const set = (at: number, rule: SkipRule) =>
    onChange({ skips: draft.skips.map((one, number) => (number === at ? rule : one)) });
  return (
    <Card title={t('tab.skips')}>
      <p className={css.quiet}>{t('skips.text')}</p>
      <ul className={css.rows}>
        {draft.skips.map((rule, at) => {
          const fault = faultAt(problem, `/skips/${at}`);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
            <li key={at} className={cx(css.row, fault && css.wrong)}>
              <div className={cx(css.cells, css.skip)}>
                <input
                  className={`control ${css.code}`}
                  aria-label={t('skips.path')}
                  placeholder={t('skips.path')}
                  spellCheck={false}
                  maxLength={200}
                  value={rule.path}
                  onChange={(event) => set(at, { ...rule, path: event.target.value })}
                />
                <Values rule={rule} onChange={(values) => set(at, { ...rule, values })} />
                <input
                  className="control"
                  aria-label={t('skips.reason')}
                  placeholder={t('skips.reason')}
                  maxLength={100}
                  value={rule.reason}
                  onChange={(event) => set(at, { ...rule, reason: event.target.value })}
                />
                <IconButton
                  icon={TrashIcon}
                  label={t('remove', { name: rule.reason })}
                  onClick={() => onChange({ skips: draft.skips.filter((_, number) => number !== at) })}
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
        disabled={draft.skips.length >= 20}
        onClick={() => onChange({ skips: [...draft.skips, { path: '', values: [], reason: '' }] })}
      >
        {t('skips.add')}
      </Button>
    </Card>
  );
}

function Values({ rule, onChange }: { rule: SkipRule; onChange: (values: string[]) => void }) {
  const { t } = useTranslation('partner-maps');
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <input
      className={`control ${css.code}`}
      aria-label={t('skips.values')}
      placeholder={t('skips.values')}
      maxLength={500}
      value={typed ?? rule.values.join(', ')}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange(listOf(event.target.value));
      }}
      onBlur={() => setTyped(null)}
    />
  );
}
