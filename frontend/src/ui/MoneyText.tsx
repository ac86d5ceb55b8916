import { useTranslation } from 'react-i18next';
import { formatFen, formatFenShort } from '@/lib/money';

export interface MoneyTextProps {
  fen: number | null | undefined;
  /** counts in ten thousands (zh) or thousands (en); the exact amount stays in the tooltip */
  short?: boolean;
  /** always two decimals, for columns that must line up */
  exact?: boolean;
}

export function MoneyText({ fen, short, exact }: MoneyTextProps) {
  const { i18n } = useTranslation();
  if (fen === null || fen === undefined) return <span>–</span>;
  const full = formatFen(fen, { fen: exact ? 'always' : 'auto' });
  return short ? <span title={full}>{formatFenShort(fen, i18n.language)}</span> : <span>{full}</span>;
}
