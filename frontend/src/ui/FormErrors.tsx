import { problemText } from '@/api/query-client';
import { errorsElsewhere } from './FormField';
import css from './FormField.module.css';

/** What a failed submission says that no field shows. */
export function FormErrors({ problem, pointers = [] }: { problem: unknown; pointers?: readonly string[] }) {
  if (!problem) return null;
  const messages = errorsElsewhere(problem, pointers);
  const shown = messages.length > 0 ? messages : pointers.length > 0 ? [] : [problemText(problem)];
  if (shown.length === 0) return null;
  return (
    <div className={css.formErrors} role="alert">
      {shown.map((message) => (
        <p key={message}>{message}</p>
      ))}
    </div>
  );
}
