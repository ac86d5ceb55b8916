import { useTranslation } from 'react-i18next';
import type { DailyReport } from '../model';

export interface AdviserSelectProps {
  form: Pick<DailyReport, 'adviser_id' | 'advisers'> | undefined;
  onChange: (adviser: string) => void;
}

/** Whose form; absent for those who only have their own. */
export function AdviserSelect({ form, onChange }: AdviserSelectProps) {
  const { t } = useTranslation('forms');
  if (!form || form.advisers.length < 2) return null;
  return (
    <select
      className="control"
      aria-label={t('adviser')}
      value={form.adviser_id}
      onChange={(event) => onChange(event.target.value)}
    >
      {form.advisers.map((one) => (
        <option key={one.id} value={one.id}>
          {one.name}
        </option>
      ))}
    </select>
  );
}
