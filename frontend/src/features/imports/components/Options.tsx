import { useTranslation } from 'react-i18next';
import type { ImportOptions } from '@/api/generated/leads/types.gen';
import { Card } from '@/ui/Card';
import { Chips } from '@/ui/Chips';
import { FormField } from '@/ui/FormField';
import { useSalesLabel } from '@/ui/sales/labels';
import { useAdvisers, useStoreSources } from '../hooks';
import css from '../Imports.module.css';

export const DEFAULT_OPTIONS: ImportOptions = {
  kind: 'buy',
  source: 'other',
  channel: 'dcc',
  assignment: 'rotation',
  adviser_id: null,
  starts_clock: false,
  basis: 'consent',
  provenance: '',
};

const KINDS = ['buy', 'test_drive', 'trade_in', 'sell', 'lease'] as const;
const CHANNELS = ['dcc', 'online', 'phone', 'showroom', 'referral'] as const;
const ASSIGNMENTS = ['rotation', 'adviser', 'unassigned'] as const;
const BASES = ['consent', 'own_request', 'contract'] as const;

interface OptionsProps {
  options: ImportOptions;
  onChange: (options: ImportOptions) => void;
  problem: unknown;
}

/** How rows are taken where they do not say it themselves, who gets them, and on what ground the store holds them. */
export function Options({ options, onChange, problem }: OptionsProps) {
  const { t } = useTranslation('imports');
  const label = useSalesLabel();
  const sources = useStoreSources().data ?? ['other'];
  const advisers = useAdvisers().data ?? [];
  const set = (change: Partial<ImportOptions>) => onChange({ ...options, ...change });
  return (
    <>
      <Card title={t('options.title')}>
        <div className={css.fields}>
          <FormField label={t('options.kind')} hint={t('options.whereMissing')}>
            {(props) => (
              <select
                {...props}
                className="control"
                value={options.kind}
                onChange={(event) => set({ kind: event.target.value as (typeof KINDS)[number] })}
              >
                {KINDS.map((kind) => (
                  <option key={kind} value={kind}>
                    {label('kind', kind)}
                  </option>
                ))}
              </select>
            )}
          </FormField>
          <FormField
            label={t('options.source')}
            hint={t('options.whereMissing')}
            problem={problem}
            pointer="/options/source"
          >
            {(props) => (
              <select
                {...props}
                className="control"
                value={options.source}
                onChange={(event) => set({ source: event.target.value })}
              >
                {sources.map((source) => (
                  <option key={source} value={source}>
                    {label('source', source)}
                  </option>
                ))}
              </select>
            )}
          </FormField>
          <FormField label={t('options.channel')} hint={t('options.channelHint')}>
            {(props) => (
              <select
                {...props}
                className="control"
                value={options.channel}
                onChange={(event) => set({ channel: event.target.value as (typeof CHANNELS)[number] })}
              >
                {CHANNELS.map((channel) => (
                  <option key={channel} value={channel}>
                    {label('channel', channel)}
                  </option>
                ))}
              </select>
            )}
          </FormField>
          <div className={css.wide}>
            <Chips
              label={t('options.assignment')}
              size="sm"
              options={ASSIGNMENTS.map((value) => ({ value, label: t(`assignment.${value}`) }))}
              value={options.assignment ?? 'rotation'}
              onChange={(assignment) =>
                set({ assignment, adviser_id: assignment === 'adviser' ? (advisers[0]?.id ?? null) : null })
              }
            />
          </div>
          {options.assignment === 'adviser' ? (
            <FormField label={t('options.adviser')} problem={problem} pointer="/options/adviser_id">
              {(props) => (
                <select
                  {...props}
                  className="control"
                  value={options.adviser_id ?? ''}
                  onChange={(event) => set({ adviser_id: event.target.value })}
                >
                  {advisers.map((one) => (
                    <option key={one.id} value={one.id}>
                      {one.name}
                    </option>
                  ))}
                </select>
              )}
            </FormField>
          ) : null}
          <label className={`${css.check} ${css.wide}`}>
            <input
              type="checkbox"
              checked={options.starts_clock ?? false}
              onChange={(event) => set({ starts_clock: event.target.checked })}
            />
            <span>{t('options.clock')}</span>
          </label>
        </div>
      </Card>
      <Card title={t('basis.title')}>
        <div className={css.fields}>
          <p className={`${css.quiet} ${css.wide}`}>{t('basis.text')}</p>
          <div className={css.wide}>
            <Chips
              label={t('basis.label')}
              size="sm"
              options={BASES.map((value) => ({ value, label: t(`basis.${value}`) }))}
              value={options.basis}
              onChange={(basis) => set({ basis })}
            />
          </div>
          <div className={css.wide}>
            <FormField label={t('basis.provenance')} required problem={problem} pointer="/options/provenance">
              {(props) => (
                <input
                  {...props}
                  className="control"
                  maxLength={200}
                  placeholder={t('basis.example')}
                  value={options.provenance}
                  onChange={(event) => set({ provenance: event.target.value })}
                />
              )}
            </FormField>
          </div>
        </div>
      </Card>
    </>
  );
}
