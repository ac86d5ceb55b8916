import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ColumnTarget, ImportOptions, ImportOut } from '@/api/generated/leads/types.gen';
import { cx } from '@/lib/cx';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { FormErrors } from '@/ui/FormErrors';
import { StatusTag } from '@/ui/Tag';
import { useStep } from '../hooks';
import css from '../Imports.module.css';
import { type Chosen, hasContact, proposed, TARGETS, withTarget } from '../model';
import { DEFAULT_OPTIONS, Options } from './Options';
import { SheetPicker } from './SheetPicker';

interface MappingProps {
  one: ImportOut;
  onSent: () => void;
  onDiscarded: () => void;
}

/** What each column means, and how the rows are taken. Everything is proposed; most lists need one look. */
export function Mapping({ one, onSent, onDiscarded }: MappingProps) {
  const { t } = useTranslation('imports');
  const columns = one.layout?.columns ?? [];
  const [chosen, setChosen] = useState<Chosen>(() => proposed(columns));
  const [options, setOptions] = useState<ImportOptions>(one.options ?? DEFAULT_OPTIONS);
  const step = useStep(one.id);
  const ready = hasContact(chosen) && options.provenance.trim() !== '';
  const send = () =>
    step.mutate(
      {
        mapping: {
          columns: columns.map(({ index }) => ({ index, target: chosen[index] ?? null })),
          options: { ...options, adviser_id: options.assignment === 'adviser' ? (options.adviser_id ?? null) : null },
        },
      },
      { onSuccess: onSent },
    );
  return (
    <>
      <Card title={t('mapping.title')} extra={<SheetPicker one={one} />}>
        <div className={css.stack}>
          <p className={css.quiet}>{t('mapping.text')}</p>
          <div className={css.scroll}>
            <table className={css.table}>
              <thead>
                <tr>
                  <th scope="col">{t('mapping.column')}</th>
                  <th scope="col">{t('mapping.meaning')}</th>
                  <th scope="col">{t('mapping.samples')}</th>
                </tr>
              </thead>
              <tbody>
                {columns.map((column) => {
                  const name = column.heading || t('mapping.nameless', { number: column.index + 1 });
                  return (
                    <tr key={column.index} className={cx(chosen[column.index] ? undefined : css.left)}>
                      <td>
                        <strong>{name}</strong>{' '}
                        {column.why === 'none' ? null : (
                          <StatusTag tone={column.why === 'content' ? 'warning' : 'neutral'}>
                            {t(`why.${column.why}`)}
                          </StatusTag>
                        )}
                      </td>
                      <td>
                        <select
                          className="control"
                          aria-label={t('mapping.of', { name })}
                          value={chosen[column.index] ?? ''}
                          onChange={(event) =>
                            setChosen((now) =>
                              withTarget(now, column.index, (event.target.value || null) as ColumnTarget | null),
                            )
                          }
                        >
                          <option value="">{t('mapping.leaveOut')}</option>
                          {TARGETS.map((target) => (
                            <option key={target} value={target}>
                              {t(`target.${target}`)}
                            </option>
                          ))}
                        </select>
                      </td>
                      <td className={css.samples}>{column.samples.join(' · ') || '–'}</td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </div>
          {hasContact(chosen) ? null : <p role="alert">{t('mapping.noContact')}</p>}
        </div>
      </Card>
      <Options options={options} onChange={setOptions} problem={step.error} />
      <FormErrors problem={step.error} pointers={['/options']} />
      <div className={css.actions}>
        <Button
          variant="ghost"
          onClick={() => step.mutate({ action: 'discarding' }, { onSuccess: onDiscarded })}
          disabled={step.isPending}
        >
          {t('discard')}
        </Button>
        <Button className={css.end} variant="primary" loading={step.isPending} disabled={!ready} onClick={send}>
          {t('mapping.check')}
        </Button>
      </div>
    </>
  );
}
