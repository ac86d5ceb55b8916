import { useTranslation } from 'react-i18next';
import { formatTime } from '@/lib/time';
import { ScoreCell, SignalMark, SignalTag, TemperatureTag } from '@/ui/interest/Badges';
import type { ListColumn } from '@/ui/list/types';
import { SlaBadge } from '@/ui/SlaBadge';
import { STAGE_TONES, useSalesLabel } from '@/ui/sales/labels';
import { useLevels } from '@/ui/sales/settings';
import { LevelTag, StatusTag } from '@/ui/Tag';
import type { LeadRow } from '../model';
import css from './Lead.module.css';

/** The clock that matters now: the first reply while it is due, then the planned contact. */
export function LeadClock({ row }: { row: LeadRow }) {
  if (!row.is_open) return null;
  if (row.response_due_at && !row.first_response_at) return <SlaBadge due={row.response_due_at} soonSeconds={120} />;
  if (!row.next_contact_at) return <span className={css.quiet}>–</span>;
  if (row.overdue) return <SlaBadge due={row.next_contact_at} />;
  return <span className={css.quiet}>{formatTime(row.next_contact_at)}</span>;
}

function Response({ row }: { row: LeadRow }) {
  const { t } = useTranslation('leads');
  if (!row.response_due_at) return <span className={css.quiet}>–</span>;
  if (row.response_missed) return <StatusTag tone="danger">{t('filter.missed')}</StatusTag>;
  return row.first_response_at ? <StatusTag tone="success">{t('filter.inTime')}</StatusTag> : <LeadClock row={row} />;
}

/** Columns in their usual order; the last ones only for who asks for them. */
export function useLeadColumns(showOwner: boolean): ListColumn<LeadRow>[] {
  const { t } = useTranslation(['leads', 'sales']);
  const label = useSalesLabel();
  const { nameOf } = useLevels();
  const columns: ListColumn<LeadRow>[] = [
    {
      id: 'level',
      header: t('column.level'),
      width: '64px',
      cell: (row) => <LevelTag level={row.level} title={nameOf(row.level)} />,
    },
    {
      id: 'customer',
      fixed: true,
      header: t('column.customer'),
      width: 'minmax(170px, 1.2fr)',
      cell: (row) => (
        <>
          <strong className={css.name}>{row.customer_name || t('sales:noName')}</strong>{' '}
          <span className={css.quiet}>{row.mobile_masked}</span> <SignalMark signal={row.signal} />
        </>
      ),
    },
    {
      id: 'temperature',
      header: t('column.temperature'),
      width: '78px',
      cell: (row) => <TemperatureTag layer={row.temperature} />,
    },
    {
      id: 'score',
      header: t('column.score'),
      width: '112px',
      sortKey: 'score',
      cell: (row) => <ScoreCell score={row.score} reasons={row.score_reasons ?? []} />,
    },
    { id: 'wanted', header: t('column.wanted'), width: 'minmax(150px, 1.4fr)', cell: (row) => row.wanted || '–' },
    {
      id: 'stage',
      header: t('column.stage'),
      width: '104px',
      cell: (row) => (
        <StatusTag dot tone={STAGE_TONES[row.stage] ?? 'neutral'}>
          {label('stage', row.stage)}
        </StatusTag>
      ),
    },
    {
      id: 'next',
      header: t('column.next'),
      width: '140px',
      sortKey: 'next_contact',
      cell: (row) => <LeadClock row={row} />,
    },
    ...(showOwner
      ? [
          {
            id: 'owner',
            header: t('column.owner'),
            width: '100px',
            cell: (row: LeadRow) => row.owner_name ?? <StatusTag tone="danger">{t('unassigned')}</StatusTag>,
          },
        ]
      : []),
    { id: 'source', header: t('column.source'), width: '116px', cell: (row) => label('source', row.source) },
    {
      id: 'created',
      header: t('column.created'),
      width: '112px',
      sortKey: 'newest',
      cell: (row) => <span className={css.quiet}>{formatTime(row.created_at)}</span>,
    },
    {
      id: 'silence',
      header: t('column.silence'),
      width: '112px',
      sortKey: 'last_contact',
      extra: true,
      cell: (row) => <span className={css.quiet}>{formatTime(row.last_contact_at)}</span>,
    },
    { id: 'kind', header: t('create.kind'), width: '88px', extra: true, cell: (row) => label('kind', row.kind) },
    {
      id: 'channel',
      header: t('create.channel'),
      width: '96px',
      extra: true,
      cell: (row) => label('channel', row.channel),
    },
    {
      id: 'response',
      header: t('filter.response'),
      width: '96px',
      extra: true,
      cell: (row) => <Response row={row} />,
    },
    { id: 'touches', header: t('panel.touches'), width: '88px', extra: true, cell: (row) => row.touch_count },
  ];
  return columns;
}

/** The same lead on the phone and on the board. */
export function LeadCard({ row, board = false }: { row: LeadRow; board?: boolean }) {
  const { t } = useTranslation(['leads', 'sales']);
  const label = useSalesLabel();
  const { nameOf } = useLevels();
  return (
    <div className={css.card}>
      <p className={css.cardLine}>
        <strong className={css.name}>{row.customer_name || t('sales:noName')}</strong>
        <LevelTag level={row.level} title={nameOf(row.level)} />
        {board ? null : (
          <StatusTag dot tone={STAGE_TONES[row.stage] ?? 'neutral'}>
            {label('stage', row.stage)}
          </StatusTag>
        )}
        <TemperatureTag layer={row.temperature} />
        {typeof row.score === 'number' ? (
          <span className={css.quiet}>{t('scoreShort', { score: row.score })}</span>
        ) : null}
      </p>
      <p className={css.cardWanted}>{row.wanted || '–'}</p>
      {row.signal ? (
        <p className={css.cardLine}>
          <SignalTag signal={row.signal} />
        </p>
      ) : null}
      <p className={css.cardFoot}>
        <LeadClock row={row} />
        <span className={css.quiet}>{row.owner_name ?? t('unassigned')}</span>
        <span className={css.quiet}>{label('source', row.source)}</span>
      </p>
    </div>
  );
}
