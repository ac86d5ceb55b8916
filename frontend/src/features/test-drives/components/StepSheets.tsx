import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  CheckLicence,
  FinishTestDrive,
  SignAgreement,
  StartTestDrive,
  TestDriveOut,
} from '@/api/generated/leads/types.gen';
import { Button } from '@/ui/Button';
import { Chips } from '@/ui/Chips';
import { DateField } from '@/ui/DateField';
import { signerOf, strokesOf } from '@/ui/deal/signature';
import { FormErrors } from '@/ui/FormErrors';
import { FormField } from '@/ui/FormField';
import { ScoreChips } from '@/ui/ScoreChips';
import { Sheet } from '@/ui/Sheet';
import { type Signature, SignaturePad } from '@/ui/SignaturePad';
import { useDriveAct } from '../hooks';
import { FEEDBACK, type Feedback } from '../model';
import css from './Drive.module.css';
import { Kilometres } from './Kilometres';

export interface StepProps {
  drive: TestDriveOut;
  onClose: () => void;
}

const CLASSES = ['C1', 'C2', 'B2', 'A2'] as const;

/** The licence is read once; the number is sealed by the server and never shown again. */
export function LicenceSheet({ drive, onClose }: StepProps) {
  const { t } = useTranslation('test-drives');
  const act = useDriveAct<CheckLicence>(drive.id, 'licence-check');
  const [number, setNumber] = useState('');
  const [until, setUntil] = useState<string | null>(null);
  const [kind, setKind] = useState<(typeof CLASSES)[number]>('C1');
  const save = () => {
    if (!until) return;
    act.mutate({ licence_no: number.trim(), valid_until: until, licence_class: kind }, { onSuccess: onClose });
  };
  return (
    <Sheet
      open
      width="sm"
      onClose={onClose}
      title={t('step.licence')}
      footer={
        <Button
          variant="primary"
          size="lg"
          block
          loading={act.isPending}
          disabled={!number.trim() || !until}
          onClick={save}
        >
          {t('licence.save')}
        </Button>
      }
    >
      <div className={css.form}>
        <FormField label={t('licence.number')} required problem={act.error} pointer="/licence_no">
          {(props) => (
            <input
              {...props}
              className="control"
              data-autofocus=""
              autoComplete="off"
              maxLength={24}
              value={number}
              onChange={(event) => setNumber(event.target.value)}
            />
          )}
        </FormField>
        <FormField label={t('licence.until')} required problem={act.error} pointer="/valid_until">
          {(props) => <DateField {...props} value={until} onChange={setUntil} />}
        </FormField>
        <Chips
          label={t('licence.class')}
          value={kind}
          onChange={setKind}
          options={CLASSES.map((value) => ({ value, label: value }))}
        />
        <FormErrors problem={act.error} pointers={['/licence_no', '/valid_until']} />
      </div>
    </Sheet>
  );
}

/** The customer reads and signs on the screen, in the language of their choice. */
export function AgreementSheet({ drive, onClose }: StepProps) {
  const { t, i18n } = useTranslation('test-drives');
  const act = useDriveAct<SignAgreement>(drive.id, 'agreement');
  const [language, setLanguage] = useState<'zh' | 'en'>(i18n.language === 'en' ? 'en' : 'zh');
  const [signature, setSignature] = useState<Signature | null>(null);
  const save = () => {
    if (!signature) return;
    const signer = signerOf(signature, drive.customer_name || t('customer'));
    act.mutate(
      { version: drive.agreement.version, language, signer, strokes: strokesOf(signature) },
      { onSuccess: onClose },
    );
  };
  return (
    <Sheet
      open
      width="lg"
      onClose={onClose}
      title={t('step.agreement')}
      footer={
        <Button variant="primary" size="lg" block loading={act.isPending} disabled={!signature} onClick={save}>
          {t('agreement.save')}
        </Button>
      }
    >
      <div className={css.form}>
        <Chips
          label={t('agreement.language')}
          hideLabel
          size="sm"
          value={language}
          onChange={setLanguage}
          options={(['zh', 'en'] as const).map((value) => ({ value, label: t(`agreement.${value}`) }))}
        />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
        <section className={css.text} lang={language} tabIndex={0} aria-label={t('step.agreement')}>
          {drive.agreement[language]}
        </section>
        <SignaturePad value={signature} onChange={setSignature} />
        <FormErrors problem={act.error} />
      </div>
    </Sheet>
  );
}

export function StartSheet({ drive, onClose }: StepProps) {
  const { t } = useTranslation('test-drives');
  const act = useDriveAct<StartTestDrive>(drive.id, 'start');
  const [km, setKm] = useState(String(drive.car_odometer_km));
  return (
    <Sheet
      open
      width="sm"
      onClose={onClose}
      title={t('step.start')}
      footer={
        <Button
          variant="primary"
          size="lg"
          block
          loading={act.isPending}
          disabled={!/^\d+$/.test(km)}
          onClick={() => act.mutate({ odometer_out_km: Number(km) }, { onSuccess: onClose })}
        >
          {t('start.save')}
        </Button>
      }
    >
      <div className={css.form}>
        <Kilometres label={t('start.km')} pointer="/odometer_out_km" value={km} onChange={setKm} problem={act.error} />
        <FormErrors problem={act.error} pointers={['/odometer_out_km']} />
      </div>
    </Sheet>
  );
}

/** Odometer back and how it felt; what is not rated is simply left out. */
export function FinishSheet({ drive, onClose }: StepProps) {
  const { t } = useTranslation('test-drives');
  const act = useDriveAct<FinishTestDrive>(drive.id, 'finish');
  const [km, setKm] = useState(String(drive.odometer_out_km ?? drive.car_odometer_km));
  const [scores, setScores] = useState<Partial<Record<Feedback, number>>>({});
  const [remarks, setRemarks] = useState('');
  const [next, setNext] = useState<'quote' | 'think' | 'other_car'>('quote');
  const save = () =>
    act.mutate(
      { odometer_in_km: Number(km), scores, remarks: remarks.trim(), next_step: t(`finish.next.${next}`) },
      { onSuccess: onClose },
    );
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('step.finish')}
      footer={
        <Button variant="primary" size="lg" block loading={act.isPending} disabled={!/^\d+$/.test(km)} onClick={save}>
          {t('finish.save')}
        </Button>
      }
    >
      <div className={css.form}>
        <Kilometres label={t('finish.km')} pointer="/odometer_in_km" value={km} onChange={setKm} problem={act.error} />
        {FEEDBACK.map((item) => (
          <ScoreChips
            key={item}
            label={t(`feedback.${item}`)}
            least={1}
            most={10}
            lowAt={5}
            value={scores[item] ?? null}
            onChange={(score) => setScores({ ...scores, [item]: score })}
          />
        ))}
        <FormField label={t('finish.remarks')} problem={act.error} pointer="/remarks">
          {(props) => (
            <textarea
              {...props}
              className="control"
              rows={2}
              maxLength={1000}
              value={remarks}
              onChange={(event) => setRemarks(event.target.value)}
            />
          )}
        </FormField>
        <Chips
          label={t('finish.nextLabel')}
          value={next}
          onChange={setNext}
          options={(['quote', 'think', 'other_car'] as const).map((value) => ({
            value,
            label: t(`finish.next.${value}`),
          }))}
        />
        <FormErrors problem={act.error} pointers={['/odometer_in_km', '/remarks']} />
      </div>
    </Sheet>
  );
}
