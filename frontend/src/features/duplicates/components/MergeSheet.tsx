import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '@/lib/cx';
import { formatTime } from '@/lib/time';
import { toast } from '@/lib/toast';
import { Button, IconButton } from '@/ui/Button';
import { FormErrors } from '@/ui/FormErrors';
import { SwapIcon } from '@/ui/icons';
import { PathLink } from '@/ui/PathLink';
import { Sheet } from '@/ui/Sheet';
import { DetailSkeleton } from '@/ui/Skeleton';
import { ErrorState } from '@/ui/States';
import { StatusTag } from '@/ui/Tag';
import { useMerge, usePreview, useUndo } from '../hooks';
import { choicesOf, type MergePreview, type Side, sorted } from '../model';
import css from './Duplicates.module.css';
import { FieldRow } from './FieldRow';

export interface MergeSheetProps {
  /** two files; which of them goes on is proposed and can be turned round */
  one: string;
  other: string;
  onClose: () => void;
  /** shown beside the merge button: the other decision */
  aside?: React.ReactNode;
}

/** Both files side by side: which goes on, which side each field comes from, and one button. */
export function MergeSheet({ one, other, onClose, aside }: MergeSheetProps) {
  const { t } = useTranslation('duplicates');
  const first = usePreview(one, other);
  const [chosen, setChosen] = useState<string | null>(null);
  const kept = chosen ?? first.data?.better_kept_id ?? one;
  const query = usePreview(kept, kept === one ? other : one);
  const ready = query.data && first.data ? query.data : null;
  return (
    <Sheet open onClose={onClose} title={t('merge.title')} width="lg">
      {ready ? (
        <Body key={kept} preview={ready} aside={aside} onClose={onClose} onSwap={() => setChosen(ready.absorbed.id)} />
      ) : query.error || first.error ? (
        <ErrorState compact error={query.error ?? first.error} onRetry={() => void query.refetch()} />
      ) : (
        <DetailSkeleton />
      )}
    </Sheet>
  );
}

interface BodyProps {
  preview: MergePreview;
  onSwap: () => void;
  onClose: () => void;
  aside: React.ReactNode;
}

function Body({ preview, onSwap, onClose, aside }: BodyProps) {
  const { t } = useTranslation(['duplicates', 'ui']);
  const merge = useMerge();
  const undo = useUndo();
  const [picked, setPicked] = useState<Record<string, Side>>({});
  const { differing, same } = sorted(preview.fields);
  const blocked = preview.obstacle !== null;
  const go = () =>
    merge.mutate(
      {
        kept_id: preview.kept.id,
        absorbed_id: preview.absorbed.id,
        choices: choicesOf(preview.fields, picked),
      },
      {
        onSuccess: (made) => {
          toast(t('merge.done', { name: made.customer_name || t('noName') }), { undo: () => undo.mutate(made.id) });
          onClose();
        },
      },
    );
  return (
    <>
      <div className={css.sides}>
        <SideFacts side={preview.kept} keeper />
        <span className={css.swap}>
          <IconButton icon={SwapIcon} label={t('merge.swap')} onClick={onSwap} />
        </span>
        <SideFacts side={preview.absorbed} />
      </div>
      {preview.obstacle_text ? (
        <p className={css.blocked} role="alert">
          {preview.obstacle_text}
        </p>
      ) : null}
      <div className={css.table}>
        {differing.map((field) => (
          <FieldRow
            key={field.field}
            field={field}
            value={picked[field.field] ?? field.chosen}
            disabled={blocked}
            onChange={(side) => setPicked({ ...picked, [field.field]: side })}
          />
        ))}
      </div>
      {same.length > 0 ? (
        <p className={cx(css.quiet, css.same)}>
          {t('merge.same', {
            names: same.map((field) => t(`field.${field.field}`, { defaultValue: field.field })).join(t('and')),
          })}
        </p>
      ) : null}
      <p className={css.quiet}>{t('merge.promise')}</p>
      <FormErrors problem={merge.error} />
      <div className={css.foot}>
        <span>{aside}</span>
        <Button variant="primary" data-autofocus disabled={blocked} loading={merge.isPending} onClick={go}>
          {t('merge.go')}
        </Button>
      </div>
    </>
  );
}

function SideFacts({ side, keeper = false }: { side: MergePreview['kept']; keeper?: boolean }) {
  const { t } = useTranslation('duplicates');
  return (
    <div className={cx(css.side, keeper && css.keeper)}>
      <span className={css.top}>
        <PathLink href={`/customers/${side.id}`}>{side.name || t('noName')}</PathLink>
        <StatusTag tone={keeper ? 'success' : 'neutral'}>{t(keeper ? 'merge.kept' : 'merge.absorbed')}</StatusTag>
      </span>
      <span className={css.quiet}>{[side.mobile_masked, side.owner_name].filter(Boolean).join(' · ')}</span>
      <span className={css.quiet}>{t('merge.since', { date: formatTime(side.created_at, 'date') })}</span>
      <span className={css.quiet}>
        {t('merge.holds', { leads: side.open_leads, orders: side.orders, live: side.live_orders })}
      </span>
    </div>
  );
}
