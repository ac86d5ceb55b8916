import { type DragEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '@/lib/cx';
import { Button } from '@/ui/Button';
import { FormErrors } from '@/ui/FormErrors';
import { UploadIcon } from '@/ui/icons';
import { useUpload } from '../hooks';
import css from '../Imports.module.css';
import { MAX_BYTES } from '../model';

/** Where a spreadsheet is dropped or chosen. */
export function Upload({ onUploaded }: { onUploaded: (id: string) => void }) {
  const { t } = useTranslation('imports');
  const input = useRef<HTMLInputElement>(null);
  const upload = useUpload();
  const [over, setOver] = useState(false);
  const [tooLarge, setTooLarge] = useState(false);
  const take = (file: File | undefined) => {
    if (!file) return;
    setTooLarge(file.size > MAX_BYTES);
    if (file.size <= MAX_BYTES) upload.mutate(file, { onSuccess: (one) => onUploaded(one.id) });
  };
  const drag = (inside: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(inside);
  };
  return (
    <section
      className={cx(css.drop, over && css.over)}
      aria-label={t('upload.title')}
      onDragOver={drag(true)}
      onDragLeave={drag(false)}
      onDrop={(event) => {
        drag(false)(event);
        take(event.dataTransfer.files[0]);
      }}
    >
      <p className={css.dropTitle}>{t('upload.title')}</p>
      <p className={css.quiet}>{t('upload.text')}</p>
      <input
        ref={input}
        type="file"
        className="sr-only"
        tabIndex={-1}
        aria-label={t('upload.choose')}
        accept=".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        onChange={(event) => {
          take(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      <Button
        variant="primary"
        icon={UploadIcon}
        loading={upload.isPending}
        data-autofocus
        onClick={() => input.current?.click()}
      >
        {t('upload.choose')}
      </Button>
      {tooLarge ? <p role="alert">{t('upload.tooLarge')}</p> : <FormErrors problem={upload.error} />}
    </section>
  );
}
