import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WebFormOut } from '@/api/generated/leads/types.gen';
import { toast } from '@/lib/toast';
import { Button } from '@/ui/Button';
import { FormErrors } from '@/ui/FormErrors';
import { Sheet } from '@/ui/Sheet';
import { type Draft, draftOf, freshDraft } from '../form-model';
import { useSaveForm } from '../hooks';
import { Basics } from './Basics';
import { Consents } from './Consents';
import css from './Doors.module.css';
import { FieldPicker } from './FieldPicker';
import { Preview } from './Preview';

export interface FormEditorProps {
  form: WebFormOut | null;
  onClose: () => void;
  onSaved: (form: WebFormOut) => void;
}

const SHOWN = ['/name', '/kind', '/source', '/campaign', '/texts', '/fields', '/models', '/origins', '/consents'];

/** A form with what it will look like beside it. */
export function FormEditor({ form, onClose, onSaved }: FormEditorProps) {
  const { t } = useTranslation(['lead-doors', 'ui']);
  const word = (key: string, language: 'zh' | 'en') => t(key, { lng: language === 'zh' ? 'zh-CN' : 'en' });
  const [draft, setDraft] = useState<Draft>(() => (form ? draftOf(form) : freshDraft(word)));
  const save = useSaveForm(form);
  const set = (change: Partial<Draft>) => setDraft((now) => ({ ...now, ...change }));
  const part = { draft, onChange: set, problem: save.error };
  const submit = () =>
    save.mutate(draft, {
      onSuccess: (saved) => {
        toast(t('saved'), { tone: 'success' });
        onSaved(saved);
      },
    });
  return (
    <Sheet
      open
      onClose={onClose}
      width="lg"
      title={t(form ? 'form.edit' : 'form.add')}
      footer={
        <Button
          variant="primary"
          size="lg"
          block
          loading={save.isPending}
          disabled={!draft.name.trim()}
          onClick={submit}
        >
          {t('ui:action.save')}
        </Button>
      }
    >
      <div className={css.editor}>
        <div className={css.stack}>
          <FormErrors problem={save.error} pointers={SHOWN} />
          <Basics {...part} />
          <FieldPicker {...part} />
          <Consents {...part} saved={form?.consents ?? []} word={word} />
          {form ? (
            <label className={css.check}>
              <input
                type="checkbox"
                checked={draft.active}
                onChange={(event) => set({ active: event.target.checked })}
              />
              {t('form.active')}
            </label>
          ) : null}
        </div>
        <Preview draft={draft} />
      </div>
    </Sheet>
  );
}
