import { useTranslation } from 'react-i18next';
import { formatTime } from '@/lib/time';
import { Button } from '@/ui/Button';
import type { ListColumn } from '@/ui/list/types';
import { useSalesLabel } from '@/ui/sales/labels';
import { useLossReasons } from '@/ui/sales/losses';
import { useLevels } from '@/ui/sales/settings';
import { LevelTag, StatusTag } from '@/ui/Tag';
import { KIND_TONES, type Kind, type PoolRow } from '../model';
import css from './Pool.module.css';

/** Why somebody is here: the rule, and what a lost customer gave as the reason. */
export function Why({ row }: { row: PoolRow }) {
  const { t } = useTranslation('pool');
  const label = useSalesLabel();
  const { nameOf } = useLossReasons();
  return (
    <span className={css.why}>
      <StatusTag tone={KIND_TONES[row.kind as Kind] ?? 'neutral'}>{label('poolKind', row.kind)}</StatusTag>
      {row.lost_reason ? <span className={css.quiet}>{t('lost', { reason: nameOf(row.lost_reason) })}</span> : null}
      {row.note ? (
        <span className={css.quiet} title={row.note}>
          {row.note}
        </span>
      ) : null}
    </span>
  );
}

export interface ClaimProps {
  row: PoolRow;
  onClaim: (row: PoolRow) => void;
  disabled: boolean;
  block?: boolean;
}

/** The button, or until when somebody has to wait. */
export function Claim({ row, onClaim, disabled, block }: ClaimProps) {
  const { t } = useTranslation('pool');
  if (row.refusal) {
    const text = t(row.refusal === 'repeat_cooldown' ? 'repeat' : 'opens', {
      time: formatTime(row.refused_until, row.refusal === 'repeat_cooldown' ? 'monthDay' : 'dateTime'),
    });
    return <span className={css.quiet}>{text}</span>;
  }
  return (
    <Button
      variant="primary"
      size={block ? 'lg' : 'sm'}
      block={block ?? false}
      disabled={disabled}
      aria-label={`${t('claim')} ${row.customer_name}`}
      onClick={(event) => {
        event.stopPropagation();
        onClaim(row);
      }}
    >
      {t('claim')}
    </Button>
  );
}

export function usePoolColumns(onClaim: (row: PoolRow) => void, disabled: boolean): ListColumn<PoolRow>[] {
  const { t } = useTranslation(['pool', 'sales']);
  const { nameOf } = useLevels();
  return [
    {
      id: 'level',
      header: t('column.level'),
      width: '64px',
      cell: (row) => <LevelTag level={row.level} title={nameOf(row.level)} />,
    },
    {
      id: 'customer',
      header: t('column.customer'),
      width: 'minmax(170px, 1.1fr)',
      cell: (row) => (
        <>
          <strong className={css.name}>{row.customer_name || t('sales:noName')}</strong>{' '}
          <span className={css.quiet}>{row.mobile_masked}</span>
        </>
      ),
    },
    { id: 'wanted', header: t('column.wanted'), width: 'minmax(120px, 1fr)', cell: (row) => row.wanted || '–' },
    { id: 'why', header: t('column.why'), width: 'minmax(260px, 2fr)', cell: (row) => <Why row={row} /> },
    { id: 'before', header: t('column.before'), width: '96px', cell: (row) => row.previous_owner_name ?? '–' },
    {
      id: 'contact',
      header: t('column.contact'),
      width: '112px',
      cell: (row) => (
        <span className={css.quiet}>{row.last_contact_at ? formatTime(row.last_contact_at) : t('never')}</span>
      ),
    },
    {
      id: 'since',
      header: t('column.since'),
      width: '112px',
      cell: (row) => <span className={css.quiet}>{formatTime(row.since)}</span>,
    },
    {
      id: 'claim',
      header: t('column.claim'),
      width: '172px',
      cell: (row) => <Claim row={row} onClaim={onClaim} disabled={disabled} />,
    },
  ];
}

/** The same on the phone, the button across the card. */
export function PoolCard({ row, onClaim, disabled }: ClaimProps) {
  const { t } = useTranslation(['pool', 'sales']);
  const { nameOf } = useLevels();
  return (
    <div className={css.card}>
      <p className={css.line}>
        <strong className={css.name}>{row.customer_name || t('sales:noName')}</strong>
        <LevelTag level={row.level} title={nameOf(row.level)} />
        <span className={css.quiet}>{row.mobile_masked}</span>
      </p>
      <p>{row.wanted || '–'}</p>
      <Why row={row} />
      <p className={css.line}>
        <span className={css.quiet}>{row.previous_owner_name}</span>
        <span className={css.quiet}>{formatTime(row.since)}</span>
        {row.touch_count > 0 ? <span className={css.quiet}>{t('touches', { count: row.touch_count })}</span> : null}
      </p>
      <Claim row={row} onClaim={onClaim} disabled={disabled} block />
    </div>
  );
}
