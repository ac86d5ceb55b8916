/** Money is integer fen everywhere; floating point never touches an amount. */
const WAN = '\u4e07';

function group(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** `12345600` → `¥123,456.00`; whole yuan drop the fen unless `fen: 'always'`. */
export function formatFen(fen: number, options: { fen?: 'auto' | 'always'; symbol?: boolean } = {}): string {
  const sign = fen < 0 ? '-' : '';
  const size = Math.abs(Math.trunc(fen));
  const rest = size % 100;
  const cents = rest === 0 && options.fen !== 'always' ? '' : `.${String(rest).padStart(2, '0')}`;
  return `${sign}${options.symbol === false ? '' : '¥'}${group(String(Math.floor(size / 100)))}${cents}`;
}

/** Short form for scanning: Chinese counts in ten thousands, English in thousands and millions. */
export function formatFenShort(fen: number, language: string): string {
  const yuan = Math.abs(fen) / 100;
  const sign = fen < 0 ? '-' : '';
  if (yuan < 10_000) return formatFen(fen);
  const trim = (value: number) => value.toFixed(2).replace(/\.?0+$/, '');
  if (language.startsWith('zh')) return `${sign}¥${trim(yuan / 10_000)}${WAN}`;
  return yuan >= 1_000_000 ? `${sign}¥${trim(yuan / 1_000_000)}M` : `${sign}¥${trim(yuan / 1000)}k`;
}

/**
 * Parses what a person types (`128,800`, `12.88` plus the ten-thousand sign, full-width digits) into fen, exactly.
 * @returns null when it is not an amount or has more than two decimals
 */
export function parseYuan(text: string): number | null {
  const plain = text
    .normalize('NFKC')
    .replace(/[¥,\s\u5143]/g, '')
    .toLowerCase();
  const match = /^(-?)(\d*)(?:\.(\d*))?(\u4e07|w|k)?$/.exec(plain);
  if (!match || (!match[2] && !match[3])) return null;
  const [, sign, whole = '', decimals = '', unit] = match;
  const shift = 2 + (unit === 'k' ? 3 : unit ? 4 : 0);
  if (decimals.replace(/0+$/, '').length > shift) return null;
  const fen = Number(`${whole || '0'}${decimals.slice(0, shift).padEnd(shift, '0')}`);
  return Number.isSafeInteger(fen) ? (sign ? -fen : fen) : null;
}
