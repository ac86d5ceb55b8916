import { useTranslation } from 'react-i18next';
import type { WebFormOut } from '@/api/generated/leads/types.gen';
import { toast } from '@/lib/toast';
import { Button } from '@/ui/Button';
import { Sheet } from '@/ui/Sheet';
import { linkOf, snippetOf } from '../form-model';
import css from './Doors.module.css';

/** A link for WeChat and posters, and the code for a page of the dealer's site. */
export function FormSnippet({ form, onClose }: { form: WebFormOut; onClose: () => void }) {
  const { t } = useTranslation('lead-doors');
  const link = linkOf(location.origin, form.form_key);
  const profiling = form.consents.some((one) => one.purpose === 'profiling');
  const title = form.texts.title_zh;
  const parts = [
    { id: 'link', text: link },
    { id: 'frame', text: snippetOf(location.origin, form.form_key, title, false) },
    ...(profiling ? [{ id: 'visitor', text: snippetOf(location.origin, form.form_key, title, true) }] : []),
  ];
  const copy = (text: string) =>
    void navigator.clipboard.writeText(text).then(() => toast(t('copied'), { tone: 'success' }));
  return (
    <Sheet open onClose={onClose} title={`${form.name} · ${t('form.snippet')}`}>
      <div className={css.stack}>
        {parts.map((part) => (
          <div key={part.id} className={css.stack}>
            <div className={css.head}>
              <strong>{t(`snippet.${part.id}`)}</strong>
              <Button size="sm" onClick={() => copy(part.text)}>
                {t('copy')}
              </Button>
            </div>
            <p className={css.small}>{t(`snippet.${part.id}Text`)}</p>
            <pre className={css.code}>{part.text}</pre>
          </div>
        ))}
        <a href={link} target="_blank" rel="noreferrer">
          {t('snippet.try')}
        </a>
      </div>
    </Sheet>
  );
}
