import type { ReactNode } from 'react';
import { Button } from './Button';
import { FormErrors } from './FormErrors';
import css from './FormField.module.css';
import { Sheet } from './Sheet';

export interface FormSheetProps {
  title: string;
  submit: string;
  danger?: boolean;
  ready: boolean;
  busy: boolean;
  problem: unknown;
  /** fields that show their own refusal */
  pointers?: readonly string[];
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** A small form: fields, what was refused, one button within the thumb's reach. */
export function FormSheet(props: FormSheetProps) {
  const { title, submit, danger, ready, busy, problem, pointers, onSubmit, onClose, children } = props;
  return (
    <Sheet
      open
      onClose={onClose}
      title={title}
      footer={
        <Button
          variant={danger ? 'danger' : 'primary'}
          size="lg"
          block
          loading={busy}
          disabled={!ready}
          onClick={onSubmit}
        >
          {submit}
        </Button>
      }
    >
      <div className={css.form}>
        {children}
        <FormErrors problem={problem} {...(pointers ? { pointers } : {})} />
      </div>
    </Sheet>
  );
}
