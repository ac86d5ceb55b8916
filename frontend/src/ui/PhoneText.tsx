import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EyeIcon, PhoneIcon } from './icons';
import css from './PhoneText.module.css';

export interface PhoneTextProps {
  /** masked by the server, e.g. `199****0001` */
  masked: string | null | undefined;
  /** asks the server for the number (audited); resolves to the clear number, which is never stored */
  onReveal?: () => Promise<string>;
  /** one tap: reveals with the reason "call" and dials */
  onCall?: () => Promise<string>;
}

/** A masked number with reveal and call. The clear number lives in this component only and goes when it unmounts. */
export function PhoneText({ masked, onReveal, onCall }: PhoneTextProps) {
  const { t } = useTranslation('ui');
  const [clear, setClear] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const ask = async (source: () => Promise<string>, dial: boolean) => {
    setBusy(true);
    try {
      const number = await source();
      setClear(number);
      if (dial) window.location.assign(`tel:${number}`);
    } catch {
      // the mutation behind `source` has already told the person
    } finally {
      setBusy(false);
    }
  };
  if (!masked) return <span>–</span>;
  return (
    <span className={css.phone} aria-busy={busy || undefined}>
      <span className={css.number}>{clear ?? masked}</span>
      {onReveal && !clear ? (
        <button
          type="button"
          className={css.action}
          disabled={busy}
          aria-label={t('phone.reveal')}
          title={t('phone.reveal')}
          onClick={() => void ask(onReveal, false)}
        >
          <EyeIcon />
        </button>
      ) : null}
      {onCall ? (
        <button
          type="button"
          className={css.action}
          disabled={busy}
          aria-label={t('phone.call')}
          title={t('phone.call')}
          onClick={() => void ask(onCall, true)}
        >
          <PhoneIcon />
        </button>
      ) : null}
    </span>
  );
}
