import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatFen, parseYuan } from '@/lib/money';
import type { FieldControlProps } from './FormField';
import css from './MoneyInput.module.css';

export interface MoneyInputProps extends Partial<FieldControlProps> {
  /** fen */
  value: number | null;
  /** null = empty or not an amount */
  onChange: (fen: number | null) => void;
  placeholder?: string;
  disabled?: boolean;
  allowNegative?: boolean;
}

const show = (fen: number | null) => (fen === null ? '' : formatFen(fen, { symbol: false }));

/** Yuan in, fen out, exactly: parsed as text, never as a floating number. Understands `12.8` plus the sign for ten thousand. */
export function MoneyInput({ value, onChange, allowNegative = false, ...rest }: MoneyInputProps) {
  const { t } = useTranslation('ui');
  const [draft, setDraft] = useState<string | null>(null);
  const parsed = draft === null || draft.trim() === '' ? null : parseYuan(draft);
  const bad = draft !== null && draft.trim() !== '' && (parsed === null || (!allowNegative && parsed < 0));
  return (
    <span className={css.money}>
      <span className={css.sign} aria-hidden="true">
        ¥
      </span>
      <input
        {...rest}
        className={`control ${css.input}`}
        inputMode="decimal"
        autoComplete="off"
        value={draft ?? show(value)}
        aria-invalid={rest['aria-invalid'] ?? (bad || undefined)}
        title={bad ? t('form.moneyInvalid') : undefined}
        onFocus={() => setDraft(show(value))}
        onBlur={() => setDraft(bad ? draft : null)}
        onChange={(event) => {
          setDraft(event.target.value);
          const fen = parseYuan(event.target.value);
          onChange(fen !== null && (allowNegative || fen >= 0) ? fen : null);
        }}
      />
    </span>
  );
}
