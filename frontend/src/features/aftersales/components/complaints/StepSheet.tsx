import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ComplaintOut } from '@/api/generated/aftersales/types.gen';
import { toast } from '@/lib/toast';
import { Button } from '@/ui/Button';
import { Chips } from '@/ui/Chips';
import { FormErrors } from '@/ui/FormErrors';
import { FormField } from '@/ui/FormField';
import { MoneyInput } from '@/ui/MoneyInput';
import { ScoreChips } from '@/ui/ScoreChips';
import { Sheet } from '@/ui/Sheet';
import { useComplaintStep, useStaff } from '../../hooks/useComplaints';
import { HANDLERS, useCodeLabel } from '../../model';
import css from './Complaint.module.css';
import { type Filled, isReady, type StepForm } from './steps';

export interface StepSheetProps {
  complaint: ComplaintOut;
  form: StepForm;
  onClose: () => void;
}

const GRADES = ['normal', 'escalated', 'major'] as const;

/** The small form of one step: only what this step needs. */
export function StepSheet({ complaint, form, onClose }: StepSheetProps) {
  const { t } = useTranslation('aftersales');
  const label = useCodeLabel();
  const step = useComplaintStep(complaint.id);
  const [filled, setFilled] = useState<Filled>({
    text: '',
    cause: '',
    fen: null,
    yes: null,
    reached: true,
    score: null,
    choice: '',
  });
  const set = (change: Partial<Filled>) => setFilled({ ...filled, ...change });
  const has = (field: StepForm['fields'][number]) => form.fields.includes(field);
  const staff = useStaff(has('assignee'));
  const handlers = (staff.data ?? []).filter((one) =>
    one.roles.some((role) => (HANDLERS as readonly string[]).includes(role)),
  );
  const save = () =>
    step.mutate(form.call({ ...filled, text: filled.text.trim(), cause: filled.cause.trim() }), {
      onSuccess: () => {
        toast(t(`step.${form.name}.done`), { tone: 'success' });
        onClose();
      },
    });
  return (
    <Sheet
      open
      onClose={onClose}
      width="sm"
      title={t(`step.${form.name}.title`)}
      footer={
        <Button
          variant="primary"
          size="lg"
          block
          loading={step.isPending}
          disabled={!isReady(form, filled)}
          onClick={save}
        >
          {t(`step.${form.name}.act`)}
        </Button>
      }
    >
      <div className={css.form}>
        {has('call') ? (
          <Chips
            label={t('step.verify.reached')}
            value={filled.reached ? 'yes' : 'no'}
            onChange={(value) => set({ reached: value === 'yes' })}
            options={[
              { value: 'yes', label: t('step.verify.talked') },
              { value: 'no', label: t('call.notReached') },
            ]}
          />
        ) : null}
        {has('call') && filled.reached ? (
          <>
            <YesNo name="verify" filled={filled} set={set} />
            <ScoreChips
              label={t('step.verify.score')}
              least={1}
              most={10}
              lowAt={6}
              value={filled.score}
              onChange={(score) => set({ score })}
            />
          </>
        ) : null}
        {has('agreed') || has('approved') ? <YesNo name={form.name} filled={filled} set={set} /> : null}
        {has('grade') ? (
          <Chips
            label={t('complaint.grade')}
            value={filled.choice || null}
            onChange={(choice) => set({ choice })}
            options={GRADES.map((value) => ({
              value: value as string,
              label: label('grade', value),
              disabled: value === complaint.grade,
            }))}
          />
        ) : null}
        {has('assignee') ? (
          <Chips
            label={t('field.assignee')}
            value={filled.choice || null}
            onChange={(choice) => set({ choice })}
            options={handlers.map((one) => ({
              value: one.id,
              label: one.name,
              hint: t(`app:role.${one.roles[0]}`, { defaultValue: '' }),
              disabled: one.id === complaint.assignee_id,
            }))}
          />
        ) : null}
        {has('text') ? (
          <FormField label={t(`step.${form.name}.text`)} required={form.required} problem={step.error} pointer="/note">
            {(props) => (
              <textarea
                {...props}
                className="control"
                rows={form.required ? 4 : 2}
                maxLength={4000}
                value={filled.text}
                onChange={(event) => set({ text: event.target.value })}
              />
            )}
          </FormField>
        ) : null}
        {has('cause') ? (
          <FormField label={t('step.investigate.cause')}>
            {(props) => (
              <input
                {...props}
                className="control"
                maxLength={200}
                value={filled.cause}
                onChange={(event) => set({ cause: event.target.value })}
              />
            )}
          </FormField>
        ) : null}
        {has('money') ? (
          <FormField
            label={t('step.propose.money')}
            hint={t('step.propose.moneyHint')}
            problem={step.error}
            pointer="/compensation_fen"
          >
            {(props) => <MoneyInput {...props} value={filled.fen} onChange={(fen) => set({ fen })} />}
          </FormField>
        ) : null}
        <FormErrors problem={step.error} pointers={['/compensation_fen', '/note']} />
      </div>
    </Sheet>
  );
}

interface YesNoProps {
  name: string;
  filled: Filled;
  set: (change: Partial<Filled>) => void;
}

function YesNo({ name, filled, set }: YesNoProps) {
  const { t } = useTranslation('aftersales');
  return (
    <Chips
      label={t(`step.${name}.ask`)}
      value={filled.yes === null ? null : filled.yes ? 'yes' : 'no'}
      onChange={(value) => set({ yes: value === 'yes' })}
      options={[
        { value: 'yes', label: t(`step.${name}.yes`) },
        { value: 'no', label: t(`step.${name}.no`) },
      ]}
    />
  );
}
