import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TemplateOut } from '@/api/generated/notifications/types.gen';
import { toast } from '@/lib/toast';
import { Button } from '@/ui/Button';
import { FormErrors } from '@/ui/FormErrors';
import { FormField } from '@/ui/FormField';
import { UndoIcon } from '@/ui/icons';
import { Sheet } from '@/ui/Sheet';
import { useSaveTemplate } from '../hooks';
import css from './Messages.module.css';

/** Edits one text; the facts that can stand in it are put in by a tap. */
export function TemplateSheet({ template, onClose }: { template: TemplateOut; onClose: () => void }) {
  const { t } = useTranslation(['notifications', 'ui']);
  const [text, setText] = useState(template.text);
  const box = useRef<HTMLTextAreaElement>(null);
  const save = useSaveTemplate(template);
  const insert = (name: string) => {
    const { selectionStart = text.length, selectionEnd = text.length } = box.current ?? {};
    setText(`${text.slice(0, selectionStart)}{${name}}${text.slice(selectionEnd)}`);
    box.current?.focus();
  };
  const submit = () =>
    save.mutate(text, {
      onSuccess: () => {
        toast(t('templates.saved'), { tone: 'success' });
        onClose();
      },
    });
  return (
    <Sheet
      open
      onClose={onClose}
      title={t(`template.${template.code}`, { defaultValue: template.code })}
      footer={
        <>
          {text === template.default_text ? null : (
            <Button variant="ghost" icon={UndoIcon} onClick={() => setText(template.default_text)}>
              {t('templates.original')}
            </Button>
          )}
          <Button
            variant="primary"
            loading={save.isPending}
            disabled={text.trim() === '' || text === template.text}
            onClick={submit}
          >
            {t('ui:action.save')}
          </Button>
        </>
      }
    >
      <div className={css.stack}>
        <FormField
          label={t('messages.text')}
          hint={t('templates.count', { count: text.length })}
          problem={save.error}
          pointer="/text"
        >
          {(props) => (
            <textarea
              {...props}
              ref={box}
              data-autofocus
              className="control"
              rows={6}
              maxLength={2000}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </FormField>
        <section>
          <h3 className={css.heading}>{t('templates.variables')}</h3>
          <div className={css.variables}>
            {template.variables.map((name) => (
              <Button key={name} size="sm" variant="soft" onClick={() => insert(name)}>
                {t(`variable.${name}`, { defaultValue: name })}
              </Button>
            ))}
          </div>
        </section>
        <FormErrors problem={save.error} pointers={['/text']} />
      </div>
    </Sheet>
  );
}
