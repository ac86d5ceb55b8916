import { FormField } from '@/ui/FormField';

export interface TextProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  problem?: unknown;
  pointer: string;
  first?: boolean;
  digits?: boolean;
  rows?: number;
}

export function Text({ label, value, onChange, problem, pointer, first, digits, rows }: TextProps) {
  return (
    <FormField label={label} problem={problem} pointer={pointer}>
      {(props) => {
        const shared = {
          ...props,
          ...(first ? { 'data-autofocus': '' } : {}),
          className: 'control',
          autoComplete: 'off',
          maxLength: rows ? 1000 : 60,
          value,
        };
        if (rows) return <textarea {...shared} rows={rows} onChange={(event) => onChange(event.target.value)} />;
        return (
          <input
            {...shared}
            inputMode={digits ? 'numeric' : 'text'}
            onChange={(event) => onChange(digits ? event.target.value.replace(/\D/g, '') : event.target.value)}
          />
        );
      }}
    </FormField>
  );
}
