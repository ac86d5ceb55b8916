import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BulkChangeCreate, BulkChangeRow } from '@/api/generated/leads/types.gen';
import { useStoreDay } from '@/lib/clock';
import { randomId } from '@/lib/ids';
import { addDays, formatTime, fromWall, toWall } from '@/lib/time';
import { Button } from '@/ui/Button';
import { Chips } from '@/ui/Chips';
import { FormErrors } from '@/ui/FormErrors';
import { FormField } from '@/ui/FormField';
import { Sheet } from '@/ui/Sheet';
import { RowsSkeleton } from '@/ui/Skeleton';
import { useLevels } from '@/ui/sales/settings';
import { LevelTag, StatusTag } from '@/ui/Tag';
import { useBulkChange, useBulkPreview } from '../hooks/bulk';
import type { LeadRow } from '../model';
import css from './Lead.module.css';

const DAYS = [1, 3, 7] as const;
const MORNING = 'T10:00';

export interface BulkChangeSheetProps {
  action: 'level' | 'next_contact';
  rows: readonly LeadRow[];
  onClose: () => void;
  onDone: () => void;
}

/** Choose once, see what becomes of each, do it; the toast takes it back. */
export function BulkChangeSheet({ action, rows, onClose, onDone }: BulkChangeSheetProps) {
  const { t } = useTranslation(['leads', 'ui']);
  const today = useStoreDay();
  const [level, setLevel] = useState<string | null>(null);
  const [wall, setWall] = useState(`${addDays(today, 1)}${MORNING}`);
  const [reason, setReason] = useState('');
  const [idempotencyKey] = useState(randomId);
  const change: BulkChangeCreate | null = chosen(action, rows, level, wall, reason);
  const preview = useBulkPreview(change);
  const run = useBulkChange();
  const error = run.error ?? preview.error;
  const submit = () =>
    change &&
    run.mutate(
      { ...change, idempotencyKey },
      {
        onSuccess: () => {
          onDone();
          onClose();
        },
      },
    );
  return (
    <Sheet
      open
      onClose={onClose}
      title={t(action === 'level' ? 'bulk.levelTitle' : 'bulk.planTitle', { count: rows.length })}
      footer={
        <Button
          variant="primary"
          size="lg"
          block
          loading={run.isPending}
          disabled={!change || !preview.data || preview.data.changing === 0 || preview.isPlaceholderData}
          onClick={submit}
        >
          {t('bulk.submit', { count: preview.data?.changing ?? rows.length })}
        </Button>
      }
    >
      <div className={css.form}>
        {action === 'level' ? (
          <LevelChoice level={level} onLevel={setLevel} reason={reason} onReason={setReason} />
        ) : (
          <DayChoice today={today} wall={wall} onWall={setWall} />
        )}
        <FormErrors problem={error} />
        {change === null ? null : preview.data ? (
          <Foreseen rows={preview.data.rows} sooner={preview.data.sooner} later={preview.data.later} />
        ) : preview.isPending ? (
          <RowsSkeleton rows={Math.min(rows.length, 5)} />
        ) : null}
      </div>
    </Sheet>
  );
}

function chosen(
  action: 'level' | 'next_contact',
  rows: readonly LeadRow[],
  level: string | null,
  wall: string,
  reason: string,
): BulkChangeCreate | null {
  const lead_ids = rows.map((row) => row.id);
  if (action === 'next_contact') return wall ? { lead_ids, action, next_contact_at: fromWall(wall) } : null;
  return level ? { lead_ids, action, level, reason: reason.trim() || null } : null;
}

interface LevelChoiceProps {
  level: string | null;
  onLevel: (level: string) => void;
  reason: string;
  onReason: (reason: string) => void;
}

function LevelChoice({ level, onLevel, reason, onReason }: LevelChoiceProps) {
  const { t } = useTranslation('leads');
  const { gradable, nameOf } = useLevels();
  return (
    <>
      <Chips
        label={t('column.level')}
        value={level}
        onChange={onLevel}
        options={gradable.map(({ code }) => ({ value: code, label: code, hint: nameOf(code) }))}
      />
      <FormField label={t('bulk.reason')}>
        {(props) => (
          <input
            {...props}
            className="control"
            maxLength={200}
            value={reason}
            onChange={(event) => onReason(event.target.value)}
          />
        )}
      </FormField>
    </>
  );
}

function DayChoice({ today, wall, onWall }: { today: string; wall: string; onWall: (wall: string) => void }) {
  const { t } = useTranslation('leads');
  const quick = DAYS.find((days) => wall === `${addDays(today, days)}${MORNING}`);
  return (
    <>
      <Chips
        label={t('bulk.when')}
        value={quick === undefined ? null : String(quick)}
        onChange={(days) => onWall(`${addDays(today, Number(days))}${MORNING}`)}
        options={DAYS.map((days) => ({ value: String(days), label: t('bulk.inDays', { count: days }) }))}
      />
      <FormField label={t('bulk.at')}>
        {(props) => (
          <input
            {...props}
            type="datetime-local"
            className="control"
            min={`${today}T00:00`}
            value={wall}
            onChange={(event) => onWall(event.target.value)}
          />
        )}
      </FormField>
    </>
  );
}

function Foreseen({ rows, sooner, later }: { rows: readonly BulkChangeRow[]; sooner: number; later: number }) {
  const { t } = useTranslation('leads');
  const staying = rows.filter((row) => !row.ok).length;
  const facts = [
    sooner > 0 ? t('bulk.sooner', { count: sooner }) : null,
    later > 0 ? t('bulk.later', { count: later }) : null,
    staying > 0 ? t('bulk.staying', { count: staying }) : null,
  ].filter(Boolean);
  return (
    <div className={css.stack}>
      {facts.length > 0 ? (
        <p role="status" className={css.quiet}>
          {facts.join(' · ')}
        </p>
      ) : null}
      <ul className={css.foreseen}>
        {rows.map((row) => (
          <li key={row.lead_id}>
            <strong>{row.customer_name ?? '–'}</strong>
            <LevelTag level={row.level ?? '–'} />
            {row.ok && row.new_level !== row.level ? (
              <>
                <span aria-hidden="true">→</span>
                <LevelTag level={row.new_level ?? '–'} />
              </>
            ) : null}
            <span className={css.end}>
              {row.ok ? (
                <>
                  <s className={css.quiet}>{row.next_contact_at ? shortly(row.next_contact_at) : '–'}</s>{' '}
                  {row.new_next_contact_at ? shortly(row.new_next_contact_at) : '–'}
                </>
              ) : (
                <StatusTag>{t(`bulk.code.${row.code}`, { defaultValue: row.code ?? '' })}</StatusTag>
              )}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

const shortly = (instant: string) => `${formatTime(instant, 'monthDay')} ${toWall(instant).slice(11)}`;
