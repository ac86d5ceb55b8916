import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button';
import { SignatureCanvas } from './SignatureCanvas';
import css from './SignaturePad.module.css';

/** A drawn signature as SVG path data in a 600×200 box, or the typed name of someone who cannot draw. */
export type Signature = { kind: 'drawn'; path: string } | { kind: 'typed'; name: string };

export interface SignaturePadProps {
  value: Signature | null;
  onChange: (value: Signature | null) => void;
  disabled?: boolean;
}

/** Strokes by mouse, pen or finger; a typed name is the accessible alternative. */
export function SignaturePad({ value, onChange, disabled }: SignaturePadProps) {
  const { t } = useTranslation('ui');
  const [typing, setTyping] = useState(value?.kind === 'typed');
  const switchTo = (next: boolean) => {
    setTyping(next);
    onChange(null);
  };
  return (
    <div className={css.pad}>
      {typing ? (
        <label className={css.typed}>
          <span className="sr-only">{t('sign.name')}</span>
          <input
            className={css.name}
            value={value?.kind === 'typed' ? value.name : ''}
            placeholder={t('sign.name')}
            autoComplete="name"
            disabled={disabled}
            onChange={(event) =>
              onChange(event.target.value.trim() ? { kind: 'typed', name: event.target.value } : null)
            }
          />
        </label>
      ) : (
        <SignatureCanvas
          label={t('sign.label')}
          hint={t('sign.hint')}
          path={value?.kind === 'drawn' ? value.path : ''}
          disabled={disabled ?? false}
          onChange={(path) => onChange({ kind: 'drawn', path })}
        />
      )}
      <div className={css.tools}>
        <Button size="sm" variant="ghost" disabled={disabled} onClick={() => switchTo(!typing)}>
          {t(typing ? 'sign.draw' : 'sign.type')}
        </Button>
        <Button size="sm" variant="ghost" disabled={disabled || !value} onClick={() => onChange(null)}>
          {t('sign.clear')}
        </Button>
      </div>
    </div>
  );
}
