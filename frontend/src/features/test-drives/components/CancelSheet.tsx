import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/ui/Button';
import { Chips } from '@/ui/Chips';
import { FormErrors } from '@/ui/FormErrors';
import { Sheet } from '@/ui/Sheet';
import { useDriveAct } from '../hooks';
import css from './Drive.module.css';
import type { StepProps } from './StepSheets';

const REASONS = ['customer', 'car', 'weather', 'store'] as const;

/** Cancels with a reason in one tap more. */
export function CancelSheet({ drive, onClose }: StepProps) {
  const { t } = useTranslation('test-drives');
  const act = useDriveAct<{ reason: string }>(drive.id, 'cancellation');
  const [reason, setReason] = useState<(typeof REASONS)[number]>('customer');
  return (
    <Sheet
      open
      width="sm"
      onClose={onClose}
      title={t('cancel.title')}
      footer={
        <Button
          variant="danger"
          size="lg"
          block
          loading={act.isPending}
          onClick={() => act.mutate({ reason: t(`cancel.${reason}`) }, { onSuccess: onClose })}
        >
          {t('cancel.title')}
        </Button>
      }
    >
      <div className={css.form}>
        <Chips
          label={t('cancel.why')}
          value={reason}
          onChange={setReason}
          options={REASONS.map((value) => ({ value, label: t(`cancel.${value}`) }))}
        />
        <FormErrors problem={act.error} />
      </div>
    </Sheet>
  );
}
