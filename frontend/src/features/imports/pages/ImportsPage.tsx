import { useTranslation } from 'react-i18next';
import type { ImportRow } from '@/api/generated/leads/types.gen';
import { formatTime } from '@/lib/time';
import { UploadIcon } from '@/ui/icons';
import { DataList } from '@/ui/list/DataList';
import type { ListColumn } from '@/ui/list/types';
import { Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { EmptyState } from '@/ui/States';
import { StatusTag } from '@/ui/Tag';
import { Upload } from '../components/Upload';
import { useImports } from '../hooks';
import css from '../Imports.module.css';
import { filed, isAtWork, STATE_TONES, share } from '../model';

/** Lists that were brought in, and the place to bring in another one. */
export function ImportsPage({ onOpen }: { onOpen: (id: string) => void }) {
  const { t } = useTranslation('imports');
  const imports = useImports();
  const state = (row: ImportRow) => (
    <StatusTag tone={STATE_TONES[row.state]}>
      {t(`state.${row.state}`)}
      {isAtWork(row.state) && row.total > 0 ? ` ${share(row)} %` : ''}
    </StatusTag>
  );
  const result = (row: ImportRow) =>
    row.done > 0 && row.state !== 'checking'
      ? t('resultLine', { filed: filed(row.outcomes), refused: row.outcomes.refused ?? 0, total: row.total })
      : '–';
  const columns: ListColumn<ImportRow>[] = [
    { id: 'name', header: t('column.file'), width: 'minmax(200px, 2fr)', cell: (row) => row.name },
    { id: 'state', header: t('column.state'), width: '150px', cell: state },
    { id: 'result', header: t('column.result'), width: 'minmax(220px, 2fr)', cell: result },
    { id: 'at', header: t('column.at'), width: '150px', cell: (row) => formatTime(row.created_at) },
    { id: 'by', header: t('column.by'), width: '110px', cell: (row) => row.created_by_name ?? '–' },
  ];
  return (
    <Page fill>
      <PageHeader title={t('title')} subtitle={t('subtitle')} />
      <Page.Body>
        <div className={css.list}>
          <Upload onUploaded={onOpen} />
          <DataList
            label={t('title')}
            query={imports}
            columns={columns}
            rowKey={(row) => row.id}
            rowLabel={(row) => `${row.name} ${t(`state.${row.state}`)}`}
            card={(row) => (
              <>
                <strong>{row.name}</strong> {state(row)}
                <p className={css.quiet}>{result(row)}</p>
                <p className={css.quiet}>
                  {formatTime(row.created_at)} {row.created_by_name}
                </p>
              </>
            )}
            onOpen={(row) => onOpen(row.id)}
            empty={<EmptyState icon={UploadIcon} title={t('emptyTitle')} text={t('emptyText')} />}
          />
        </div>
      </Page.Body>
    </Page>
  );
}
