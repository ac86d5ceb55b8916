import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BodyFinding, FrameFinding, InspectAppraisal, WorksheetOut } from '@/api/generated/leads/types.gen';
import { Button } from '@/ui/Button';
import { DateField } from '@/ui/DateField';
import { useBilingual } from '@/ui/deal/labels';
import { FormErrors } from '@/ui/FormErrors';
import { FormField } from '@/ui/FormField';
import { Sheet } from '@/ui/Sheet';
import { RowsSkeleton } from '@/ui/Skeleton';
import { ErrorState } from '@/ui/States';
import { StatusTag } from '@/ui/Tag';
import { useAppraisalAct, useWorksheet } from '../hooks';
import { foresee } from '../model';
import type { ActProps } from './ActSheets';
import css from './Appraisal.module.css';
import { BodyDamages, Frame } from './Findings';
import { Text } from './Text';

/** The inspection by GB/T 30323 on one sheet; only what is wrong is touched. */
export function InspectSheet(props: ActProps) {
  const { t } = useTranslation('appraisals');
  const sheet = useWorksheet();
  if (sheet.data) return <Form {...props} sheet={sheet.data} />;
  return (
    <Sheet open onClose={props.onClose} title={t('act.inspect')}>
      {sheet.error ? <ErrorState error={sheet.error} onRetry={() => void sheet.refetch()} /> : <RowsSkeleton />}
    </Sheet>
  );
}

function Form({ appraisal, onClose, sheet }: ActProps & { sheet: WorksheetOut }) {
  const { t } = useTranslation('appraisals');
  const say = useBilingual();
  const act = useAppraisalAct<InspectAppraisal>(appraisal.id, 'inspection');
  const [km, setKm] = useState(String(appraisal.odometer_km ?? ''));
  const [vin, setVin] = useState(appraisal.vin ?? '');
  const [plate, setPlate] = useState(appraisal.plate ?? '');
  const [registered, setRegistered] = useState<string | null>(appraisal.first_registered_on);
  const [frame, setFrame] = useState<FrameFinding[]>(appraisal.frame);
  const [body, setBody] = useState<BodyFinding[]>(appraisal.body);
  const [failed, setFailed] = useState<string[]>(appraisal.failed);
  const [papers, setPapers] = useState<Record<string, boolean>>(
    Object.fromEntries(sheet.papers.map((paper) => [paper.code, appraisal.papers[paper.code] ?? true])),
  );
  const [findings, setFindings] = useState(appraisal.findings);
  const verdict = foresee(sheet, frame.length > 0, body, failed);
  const toggle = (code: string, on: boolean) =>
    setFailed(on ? [...failed, code] : failed.filter((other) => other !== code));
  const save = () =>
    act.mutate(
      {
        odometer_km: Number(km),
        frame,
        body,
        failed,
        papers,
        findings: findings.trim(),
        ...(vin.trim() ? { vin: vin.trim().toUpperCase() } : {}),
        ...(plate.trim() ? { plate: plate.trim().toUpperCase() } : {}),
        ...(registered ? { first_registered_on: registered } : {}),
      },
      { onSuccess: onClose },
    );
  const field = { problem: act.error };
  return (
    <Sheet
      open
      width="lg"
      onClose={onClose}
      title={`${t('act.inspect')} · ${appraisal.brand} ${appraisal.series}`}
      footer={
        <Button variant="primary" size="lg" block loading={act.isPending} disabled={km === ''} onClick={save}>
          {t('inspect.save', { score: verdict.score })}
        </Button>
      }
    >
      <div className={css.form}>
        <p className={css.verdict} role="status">
          <span className={css.score}>{verdict.score}</span>
          <StatusTag tone={verdict.accident ? 'danger' : verdict.grade === 1 ? 'success' : 'info'}>
            {t('grade', { count: verdict.grade })}
          </StatusTag>
          {verdict.accident ? <strong>{t('accident')}</strong> : null}
        </p>
        <div className={css.pair}>
          <Text {...field} first digits label={t('field.km')} pointer="/odometer_km" value={km} onChange={setKm} />
          <Text {...field} label={t('field.plate')} pointer="/plate" value={plate} onChange={setPlate} />
          <Text {...field} label="VIN" pointer="/vin" value={vin} onChange={setVin} />
          <FormField label={t('field.registered')} problem={act.error} pointer="/first_registered_on">
            {(props) => <DateField {...props} value={registered} onChange={setRegistered} />}
          </FormField>
        </div>
        <Frame sheet={sheet} value={frame} onChange={setFrame} />
        <BodyDamages sheet={sheet} value={body} onChange={setBody} />
        <section className={css.group}>
          <h3 className={css.heading}>{t('inspect.items')}</h3>
          {sheet.sections
            .filter((section) => section.items.length > 0)
            .map((section) => {
              const bad = section.items.filter((item) => failed.includes(item.code)).length;
              return (
                <details key={section.code}>
                  <summary>
                    {say(section)}
                    <StatusTag tone={bad > 0 ? 'danger' : 'success'}>
                      {bad > 0 ? t('inspect.bad', { count: bad }) : t('inspect.fine')}
                    </StatusTag>
                  </summary>
                  <div className={css.checks}>
                    {section.items.map((item) => (
                      <label key={item.code} className={css.check}>
                        <input
                          type="checkbox"
                          checked={failed.includes(item.code)}
                          onChange={(event) => toggle(item.code, event.target.checked)}
                        />
                        {t('inspect.not', { item: say(item) })}
                      </label>
                    ))}
                  </div>
                </details>
              );
            })}
        </section>
        <section>
          <h3 className={css.heading}>{t('inspect.papers')}</h3>
          <div className={css.checks}>
            {sheet.papers.map((paper) => (
              <label key={paper.code} className={css.check}>
                <input
                  type="checkbox"
                  checked={papers[paper.code] ?? false}
                  onChange={(event) => setPapers({ ...papers, [paper.code]: event.target.checked })}
                />
                {say(paper)}
              </label>
            ))}
          </div>
        </section>
        <Text
          {...field}
          rows={2}
          label={t('inspect.findings')}
          pointer="/findings"
          value={findings}
          onChange={setFindings}
        />
        <FormErrors problem={act.error} pointers={['/odometer_km', '/plate', '/vin', '/first_registered_on']} />
      </div>
    </Sheet>
  );
}
