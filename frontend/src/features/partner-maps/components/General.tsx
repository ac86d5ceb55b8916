import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PartnerMapOut, PartnerMapPreset } from '@/api/generated/leads/types.gen';
import { formatTime } from '@/lib/time';
import { toast } from '@/lib/toast';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { FormField } from '@/ui/FormField';
import { PathLink } from '@/ui/PathLink';
import { usePresets } from '../hooks';
import { faultAt, listOf, wholeOf } from '../model';
import type { PartProps } from './Part';
import css from './PartnerMaps.module.css';

interface GeneralProps extends PartProps {
  saved: PartnerMapOut;
  onPreset: () => void;
}

/** Where to begin, where the list stands, what counts as nothing, and whether documents are signed. */
export function General({ draft, onChange, problem, saved, onPreset }: GeneralProps) {
  const { t, i18n } = useTranslation('partner-maps');
  const presets = usePresets().data ?? [];
  const [empty, setEmpty] = useState<string | null>(null);
  const begin = (preset: PartnerMapPreset) => {
    const before = draft;
    onChange({ ...wholeOf(preset.map), signed: draft.signed });
    onPreset();
    toast(t('general.begun'), { undo: () => onChange(before) });
  };
  return (
    <>
      <Card title={t('general.presets')}>
        <p className={css.quiet}>{t('general.presetsText')}</p>
        <div className={css.presets}>
          {presets.map((preset) => (
            <Button
              key={preset.code}
              variant={preset.code === draft.preset ? 'soft' : 'default'}
              aria-pressed={preset.code === draft.preset}
              onClick={() => begin(preset)}
            >
              {i18n.language === 'en' ? preset.en : preset.zh}
            </Button>
          ))}
        </div>
      </Card>
      <Card title={t('general.document')}>
        <div className={css.stack}>
          <FormField
            label={t('general.records')}
            hint={t('general.recordsHint')}
            error={faultAt(problem, '/records_path')}
          >
            {(props) => (
              <input
                {...props}
                className={`control ${css.code}`}
                maxLength={200}
                spellCheck={false}
                value={draft.records_path}
                onChange={(event) => onChange({ records_path: event.target.value })}
              />
            )}
          </FormField>
          <FormField label={t('general.empty')} hint={t('general.emptyHint')} error={faultAt(problem, '/empty_values')}>
            {(props) => (
              <input
                {...props}
                className="control"
                maxLength={500}
                value={empty ?? draft.empty_values.join(', ')}
                onChange={(event) => {
                  setEmpty(event.target.value);
                  onChange({ empty_values: listOf(event.target.value) });
                }}
                onBlur={() => setEmpty(null)}
              />
            )}
          </FormField>
        </div>
      </Card>
      <Card title={t('general.signature')}>
        <div className={css.stack}>
          <label className={css.check}>
            <input
              type="checkbox"
              checked={draft.signed}
              onChange={(event) => onChange({ signed: event.target.checked })}
            />
            {t('general.signed')}
          </label>
          <p className={css.quiet}>{t('general.signedText')}</p>
          {draft.signed && !saved.secret_known ? <p className={css.fault}>{t('general.noSecret')}</p> : null}
          <p className={css.quiet}>
            {t('general.address')} <code className={css.code}>POST /api/v1/leads/intake/partner</code>
          </p>
          <p className={css.quiet}>
            <PathLink href="/partners">{t('general.partners')}</PathLink>
          </p>
          {saved.faults.length > 0 ? (
            <table className={css.table}>
              <caption>{t('general.faults')}</caption>
              <tbody>
                {saved.faults.map((fault) => (
                  <tr key={`${fault.reason}${fault.hour}`}>
                    <td>{t(`fault.${fault.reason}`, { defaultValue: fault.reason })}</td>
                    <td>{t('general.times', { count: fault.count })}</td>
                    <td>{formatTime(fault.last_at)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          ) : null}
        </div>
      </Card>
    </>
  );
}
