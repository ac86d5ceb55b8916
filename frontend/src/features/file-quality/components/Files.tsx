import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FileResult, FileRow } from '@/api/generated/leads/types.gen';
import { useMe } from '@/api/session';
import { cx } from '@/lib/cx';
import { mayUse } from '@/lib/roles';
import { formatTime } from '@/lib/time';
import { toast } from '@/lib/toast';
import { Avatar } from '@/ui/Avatar';
import { Button } from '@/ui/Button';
import { CheckCircleIcon, CheckIcon, UndoIcon } from '@/ui/icons';
import { DataList } from '@/ui/list/DataList';
import type { ListColumn } from '@/ui/list/types';
import { PathLink } from '@/ui/PathLink';
import { EmptyState } from '@/ui/States';
import { LevelTag } from '@/ui/Tag';
import { useConfirm, useFileAgain, useFiles } from '../hooks';
import { JUDGES } from '../model';
import css from './Quality.module.css';
import { ReturnSheet } from './ReturnSheet';
import { Score } from './Score';

const SHOWN = 4;

/** What is missing most, in words. */
export function Missing({ fields }: { fields: readonly string[] }) {
  const { t } = useTranslation('file-quality');
  if (fields.length === 0) return <span className={css.quiet}>{t('complete')}</span>;
  const names = fields.slice(0, SHOWN).map((field) => t(`field.${field}`, { defaultValue: field }));
  const rest = fields.length - names.length;
  const text = names.join(t('and')) + (rest > 0 ? t('more', { count: rest }) : '');
  return (
    <span className={cx(css.quiet, css.ellipsis)} title={text}>
      {text}
    </span>
  );
}

/** Files that wait for the supervisor, or that came back: decided one by one or many at once. */
export function Files({ state }: { state: 'pending' | 'returned' }) {
  const { t } = useTranslation('file-quality');
  const me = useMe();
  const query = useFiles(state);
  const confirm = useConfirm();
  const again = useFileAgain();
  const [returning, setReturning] = useState<string[] | null>(null);
  const columns = useFileColumns(state);
  const judge = state === 'pending' && mayUse(me.roles, JUDGES);
  const tell = (results: FileResult[]) => {
    const bad = results.filter((result) => !result.ok);
    const good = results.length - bad.length;
    if (good > 0) toast(t('confirmed', { count: good }), { tone: 'success' });
    if (bad[0]) toast(bad[0].detail ?? '', { tone: 'danger' });
  };
  return (
    <>
      <DataList
        label={t(`tab.${state}`)}
        query={query}
        columns={columns}
        rowKey={(row) => row.customer_id}
        rowLabel={(row) => row.name || t('noName')}
        rowHeight={56}
        card={(row) => <FileCard row={row} />}
        {...(judge
          ? {
              bulkActions: (rows: FileRow[], clear: () => void) => (
                <>
                  <Button
                    size="sm"
                    variant="primary"
                    icon={CheckIcon}
                    loading={confirm.isPending}
                    onClick={() =>
                      confirm.mutate(
                        rows.map((row) => row.customer_id),
                        { onSuccess: tell, onSettled: clear },
                      )
                    }
                  >
                    {t('confirm')}
                  </Button>
                  <Button
                    size="sm"
                    icon={UndoIcon}
                    onClick={() => {
                      setReturning(rows.map((row) => row.customer_id));
                      clear();
                    }}
                  >
                    {t('return')}
                  </Button>
                </>
              ),
            }
          : state === 'returned'
            ? {
                bulkActions: (rows: FileRow[], clear: () => void) => (
                  <Button
                    size="sm"
                    variant="primary"
                    loading={again.isPending}
                    onClick={() => {
                      for (const row of rows) again.mutate(row.customer_id);
                      clear();
                    }}
                  >
                    {t('fileAgain')}
                  </Button>
                ),
              }
            : {})}
        empty={<EmptyState icon={CheckCircleIcon} title={t(`${state}None`)} text={t(`${state}NoneText`)} />}
      />
      {returning ? <ReturnSheet ids={returning} onClose={() => setReturning(null)} /> : null}
    </>
  );
}

function useFileColumns(state: 'pending' | 'returned'): readonly ListColumn<FileRow>[] {
  const { t } = useTranslation('file-quality');
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('col.customer'),
        width: 'minmax(0, 1.2fr)',
        cell: (row) => (
          <span className={css.cell}>
            <Avatar name={row.name || '?'} size="sm" />
            <PathLink className={css.name} href={`/customers/${row.customer_id}`}>
              {row.name || t('noName')}
            </PathLink>
            <span className={css.quiet}>{row.mobile_masked}</span>
          </span>
        ),
      },
      { id: 'level', header: t('col.level'), width: '70px', cell: (row) => <LevelTag level={row.level} /> },
      { id: 'wanted', header: t('col.wanted'), width: 'minmax(0, 0.9fr)', cell: (row) => row.wanted || '–' },
      { id: 'score', header: t('col.score'), width: '140px', cell: (row) => <Score value={row.score} /> },
      {
        id: 'missing',
        header: state === 'returned' ? t('col.reason') : t('col.missing'),
        width: 'minmax(0, 1.6fr)',
        cell: (row) => (state === 'returned' ? row.return_reason : <Missing fields={row.missing} />),
      },
      {
        id: 'filed',
        header: t('col.filed'),
        width: '190px',
        cell: (row) => [row.filed_by_name, row.filed_at ? formatTime(row.filed_at) : null].filter(Boolean).join(' · '),
      },
    ],
    [t, state],
  );
}

function FileCard({ row }: { row: FileRow }) {
  const { t } = useTranslation('file-quality');
  return (
    <div className={css.card}>
      <span className={css.top}>
        <span className={css.cell}>
          <LevelTag level={row.level} />
          <PathLink className={css.name} href={`/customers/${row.customer_id}`}>
            {row.name || t('noName')}
          </PathLink>
        </span>
        <Score value={row.score} />
      </span>
      <span className={css.quiet}>{[row.wanted, row.filed_by_name].filter(Boolean).join(' · ')}</span>
      {row.return_reason ? <span>{row.return_reason}</span> : <Missing fields={row.missing} />}
    </div>
  );
}
