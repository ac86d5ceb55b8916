import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/session';
import { mayUse } from '@/lib/roles';
import { toast } from '@/lib/toast';
import { Button } from '@/ui/Button';
import { FormErrors } from '@/ui/FormErrors';
import { FormField } from '@/ui/FormField';
import { CheckCircleIcon, DownloadIcon, PrintIcon } from '@/ui/icons';
import { Sheet } from '@/ui/Sheet';
import { useExport, useSign } from '../hooks';
import { CLEAR_ROLES, type Head, latest, type Subject } from '../model';

/** Print, take out, sign: what every form offers. */
export function Actions({ head, subject }: { head: Head; subject: Subject }) {
  const { t } = useTranslation('forms');
  const me = useMe();
  const [open, setOpen] = useState<'sign' | 'clear' | null>(null);
  const exporting = useExport();
  const mine = head.my_post ? latest(head).get(head.my_post) : undefined;
  const done = mine?.current === true;
  const masked = () =>
    exporting.mutate({ ...subject, contacts: 'masked', reason: null }, { onError: () => toast(t('exportFailed')) });
  return (
    <>
      <Button icon={PrintIcon} onClick={() => window.print()}>
        {t('print')}
      </Button>
      <Button icon={DownloadIcon} loading={exporting.isPending} onClick={masked}>
        {t('export')}
      </Button>
      {mayUse(me.roles, CLEAR_ROLES) && head.form !== 'visit_statistics' ? (
        <Button variant="ghost" onClick={() => setOpen('clear')}>
          {t('exportClear')}
        </Button>
      ) : null}
      {head.my_post ? (
        <Button variant="primary" icon={CheckCircleIcon} disabled={done} onClick={() => setOpen('sign')}>
          {t(done ? 'signedByMe' : 'sign')}
        </Button>
      ) : null}
      <SignSheet open={open === 'sign'} head={head} subject={subject} onClose={() => setOpen(null)} />
      <ClearSheet open={open === 'clear'} subject={subject} onClose={() => setOpen(null)} />
    </>
  );
}

interface SheetProps {
  open: boolean;
  subject: Subject;
  onClose: () => void;
}

function SignSheet({ open, head, subject, onClose }: SheetProps & { head: Head }) {
  const { t } = useTranslation('forms');
  const [remark, setRemark] = useState('');
  const sign = useSign();
  const { layout: _layout, ...about } = subject;
  const submit = () =>
    sign.mutate(
      { ...about, content_hash: head.content_hash, remark },
      {
        onSuccess: () => {
          toast(t('signDone'), { tone: 'success' });
          setRemark('');
          onClose();
        },
      },
    );
  return (
    <Sheet
      open={open}
      onClose={onClose}
      width="sm"
      title={t('signTitle', { post: head.my_post ? t(`post.${head.my_post}`) : '' })}
      footer={
        <Button variant="primary" loading={sign.isPending} onClick={submit}>
          {t('sign')}
        </Button>
      }
    >
      <p>{t('signNote')}</p>
      <FormErrors problem={sign.error} pointers={['/remark']} />
      <FormField label={t('remarks')} problem={sign.error} pointer="/remark">
        {(field) => (
          <textarea
            {...field}
            className="control"
            rows={3}
            maxLength={1000}
            value={remark}
            onChange={(event) => setRemark(event.target.value)}
            data-autofocus
          />
        )}
      </FormField>
    </Sheet>
  );
}

function ClearSheet({ open, subject, onClose }: SheetProps) {
  const { t } = useTranslation('forms');
  const [reason, setReason] = useState('');
  const exporting = useExport();
  const submit = () => exporting.mutate({ ...subject, contacts: 'clear', reason }, { onSuccess: onClose });
  return (
    <Sheet
      open={open}
      onClose={onClose}
      width="sm"
      title={t('exportClear')}
      footer={
        <Button variant="primary" loading={exporting.isPending} disabled={!reason.trim()} onClick={submit}>
          {t('export')}
        </Button>
      }
    >
      <p>{t('clearNote')}</p>
      <FormErrors problem={exporting.error} pointers={['/reason']} />
      <FormField label={t('reason')} required problem={exporting.error} pointer="/reason">
        {(field) => (
          <input
            {...field}
            className="control"
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            data-autofocus
          />
        )}
      </FormField>
    </Sheet>
  );
}
