import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBusinessNow } from '@/lib/clock';
import { formatTime, localDate } from '@/lib/time';
import { Button } from '@/ui/Button';
import { Chips } from '@/ui/Chips';
import { FormErrors } from '@/ui/FormErrors';
import { FormField } from '@/ui/FormField';
import { ScoreChips } from '@/ui/ScoreChips';
import { Sheet } from '@/ui/Sheet';
import { RowsSkeleton } from '@/ui/Skeleton';
import { useAccountAct, useReviewDraft } from '../hooks';
import { type AccountOut, PERIODS } from '../model';
import { FigureList } from './Figures';
import css from './KeyAccounts.module.css';

/** An evaluation: the system brings the figures, a person judges. */
export function ReviewSheet({ account, onClose }: { account: AccountOut; onClose: () => void }) {
  const { t } = useTranslation(['key-accounts', 'ui']);
  const now = useBusinessNow();
  const day = now === null ? '' : localDate(now);
  const [kind, setKind] = useState<(typeof PERIODS)[number]>('month');
  const [satisfaction, setSatisfaction] = useState<number | null>(null);
  const [loyalty, setLoyalty] = useState<number | null>(null);
  const [words, setWords] = useState({ judgement: '', next_steps: '' });
  const draft = useReviewDraft(account.id, kind, day).data;
  const act = useAccountAct(account);
  const ready = satisfaction !== null && loyalty !== null && draft !== undefined && !draft.written;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    const body = { kind, day, satisfaction, loyalty, ...words };
    act.mutate({ path: '/reviews', method: 'POST', body }, { onSuccess: onClose });
  };
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('review.write')}
      footer={
        <Button type="submit" form="review" variant="primary" size="lg" block loading={act.isPending} disabled={!ready}>
          {t('ui:action.save')}
        </Button>
      }
    >
      <form id="review" className={css.form} onSubmit={submit}>
        <Chips
          label={t('review.kind')}
          value={kind}
          onChange={setKind}
          options={PERIODS.map((value) => ({ value, label: t(`review.of.${value}`) }))}
        />
        {draft ? (
          <>
            <p className={css.quiet}>
              {formatTime(draft.starts_on, 'date')} – {formatTime(draft.ends_on, 'date')}
              {draft.written ? ` · ${t('review.written')}` : ''}
            </p>
            <FigureList figures={draft.figures} />
          </>
        ) : (
          <RowsSkeleton rows={2} />
        )}
        <ScoreChips
          label={t('review.satisfaction')}
          least={1}
          most={5}
          required
          value={satisfaction}
          onChange={setSatisfaction}
        />
        <ScoreChips label={t('review.loyalty')} least={1} most={5} required value={loyalty} onChange={setLoyalty} />
        {(['judgement', 'next_steps'] as const).map((name) => (
          <FormField key={name} label={t(`review.${name}`)} problem={act.error} pointer={`/${name}`}>
            {(props) => (
              <textarea
                {...props}
                className="control"
                rows={2}
                maxLength={4000}
                value={words[name]}
                onChange={(event) => setWords((old) => ({ ...old, [name]: event.target.value }))}
              />
            )}
          </FormField>
        ))}
        <FormErrors problem={act.error} pointers={['/judgement', '/next_steps']} />
      </form>
    </Sheet>
  );
}
