import { FormField } from '@/ui/FormField';

interface KilometresProps {
  label: string;
  pointer: string;
  value: string;
  onChange: (value: string) => void;
  problem: unknown;
}

export function Kilometres({ label, pointer, value, onChange, problem }: KilometresProps) {
  return (
    <FormField label={label} required problem={problem} pointer={pointer}>
      {(props) => (
        <input
          {...props}
          className="control"
          data-autofocus=""
          inputMode="numeric"
          autoComplete="off"
          maxLength={7}
          value={value}
          onFocus={(event) => event.target.select()}
          onChange={(event) => onChange(event.target.value.replace(/\D/g, ''))}
        />
      )}
    </FormField>
  );
}
