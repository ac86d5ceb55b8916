import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Chips } from '@/ui/Chips';
import { FormField } from '@/ui/FormField';
import { useSalesLabel } from '@/ui/sales/labels';
import { leadSettingsQuery } from '@/ui/sales/settings';
import { type Draft, KINDS, linesOf } from '../form-model';
import css from './Doors.module.css';

export interface PartProps {
  draft: Draft;
  onChange: (change: Partial<Draft>) => void;
  problem: unknown;
}

const TEXTS = ['title_zh', 'title_en', 'intro_zh', 'intro_en', 'thanks_zh', 'thanks_en'] as const;

/** Name, kind, where its leads are counted, its words and where it may stand. */
export function Basics({ draft, onChange, problem }: PartProps) {
  const { t } = useTranslation('lead-doors');
  const settings = useQuery(leadSettingsQuery);
  const sources = settings.data?.sources ?? [draft.source];
  const label = useSalesLabel();
  return (
    <>
      <FormField label={t('form.name')} hint={t('form.nameHint')} problem={problem} pointer="/name" required>
        {(props) => (
          <input
            {...props}
            className="control"
            data-autofocus
            maxLength={200}
            value={draft.name}
            onChange={(event) => onChange({ name: event.target.value })}
          />
        )}
      </FormField>
      <Chips
        label={t('form.kind')}
        value={draft.kind}
        onChange={(kind) => onChange({ kind })}
        options={KINDS.map((value) => ({ value, label: label('kind', value) }))}
      />
      <div className={css.pair}>
        <FormField label={t('form.source')} problem={problem} pointer="/source">
          {(props) => (
            <select
              {...props}
              className="control"
              value={draft.source}
              onChange={(event) => onChange({ source: event.target.value })}
            >
              {sources.map((code) => (
                <option key={code} value={code}>
                  {label('source', code)}
                </option>
              ))}
            </select>
          )}
        </FormField>
        <FormField label={t('form.campaign')} problem={problem} pointer="/campaign">
          {(props) => (
            <input
              {...props}
              className="control"
              maxLength={200}
              value={draft.campaign ?? ''}
              onChange={(event) => onChange({ campaign: event.target.value || null })}
            />
          )}
        </FormField>
        {TEXTS.map((name) => (
          <FormField key={name} label={t(`form.text.${name}`)} problem={problem} pointer={`/texts/${name}`}>
            {(props) => (
              <textarea
                {...props}
                className="control"
                rows={name.startsWith('title') ? 1 : 2}
                maxLength={name.startsWith('title') ? 60 : 1000}
                value={draft.texts[name] ?? ''}
                onChange={(event) => onChange({ texts: { ...draft.texts, [name]: event.target.value } })}
              />
            )}
          </FormField>
        ))}
      </div>
      <Lines name="origins" draft={draft} onChange={onChange} problem={problem} />
    </>
  );
}

/** A list of words, one in a line; what is typed stays as it is while typing. */
export function Lines({ name, draft, onChange, problem }: PartProps & { name: 'origins' | 'models' }) {
  const { t } = useTranslation('lead-doors');
  return (
    <FormField label={t(`form.${name}`)} hint={t(`form.${name}Hint`)} problem={problem} pointer={`/${name}`}>
      {(props) => (
        <textarea
          {...props}
          className="control"
          rows={3}
          defaultValue={draft[name].join('\n')}
          onChange={(event) => onChange({ [name]: linesOf(event.target.value) })}
        />
      )}
    </FormField>
  );
}
