import type { FieldControlProps } from '@/ui/FormField';

export interface TextBoxProps extends FieldControlProps {
  value: string;
  onText: (text: string) => void;
  /** several lines */
  long?: boolean;
}

/** A native text control that answers with its text. */
export function TextBox({ value, onText, long, ...props }: TextBoxProps) {
  return long ? (
    <textarea
      {...props}
      className="control"
      rows={2}
      maxLength={1000}
      value={value}
      onChange={(event) => onText(event.target.value)}
    />
  ) : (
    <input
      {...props}
      className="control"
      maxLength={100}
      value={value}
      onChange={(event) => onText(event.target.value)}
    />
  );
}
