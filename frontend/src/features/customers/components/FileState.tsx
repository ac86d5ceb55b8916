import { useTranslation } from 'react-i18next';
import type { FileOut } from '@/api/generated/leads/types.gen';
import { formatTime } from '@/lib/time';
import { Button } from '@/ui/Button';
import { PlusIcon } from '@/ui/icons';
import { StatusTag, type Tone } from '@/ui/Tag';
import { useFileIn } from '../hooks/useCard';
import css from './Need.module.css';

const TONES: Record<string, Tone> = { open: 'neutral', pending: 'warning', confirmed: 'success', returned: 'danger' };
const OFFERED = 4;

export interface FileStateProps {
  customerId: string;
  file: FileOut;
  editable: boolean;
  /** one tap on what is missing opens the form there */
  onFill: (field: string) => void;
}

/** How complete the file is, what is missing, and where it stands with the supervisor. */
export function FileState({ customerId, file, editable, onFill }: FileStateProps) {
  const { t } = useTranslation('customers');
  const fileIn = useFileIn(customerId);
  const trail = [
    file.created_by_name ? t('file.createdBy', { name: file.created_by_name }) : null,
    file.filed_at
      ? t('file.filedBy', { name: file.filed_by_name ?? '–', at: formatTime(file.filed_at, 'date') })
      : null,
    file.verified_at && file.state === 'confirmed'
      ? t('file.verifiedBy', { name: file.verified_by_name ?? '–', at: formatTime(file.verified_at, 'date') })
      : null,
  ].filter(Boolean);
  const mayFile = editable && (file.state === 'returned' || file.state === 'open');
  return (
    <div className={css.file}>
      <span className={css.head}>
        <span className={css.meter} role="img" aria-label={t('file.score', { score: file.score })}>
          <span className={css.track}>
            <span className={css.fill} style={{ width: `${file.score}%` }} />
          </span>
          <strong>{t('percent', { value: file.score })}</strong>
        </span>
        <StatusTag tone={TONES[file.state] ?? 'neutral'}>{t(`file.state.${file.state}`)}</StatusTag>
      </span>
      {file.state === 'returned' && file.return_reason ? (
        <p className={css.returned} role="status">
          {t('file.returned', { name: file.verified_by_name ?? '–', reason: file.return_reason })}
        </p>
      ) : null}
      {editable && file.missing.length > 0 ? (
        <span className={css.missing}>
          {file.missing.slice(0, OFFERED).map((field) => (
            <Button key={field} size="sm" icon={PlusIcon} onClick={() => onFill(field)}>
              {t(`card.field.${field}`, { defaultValue: field })}
            </Button>
          ))}
        </span>
      ) : null}
      {trail.length > 0 ? <span className={css.trail}>{trail.join(' · ')}</span> : null}
      {mayFile ? (
        <Button size="sm" variant="soft" loading={fileIn.isPending} onClick={() => fileIn.mutate()}>
          {t(file.state === 'returned' ? 'file.again' : 'file.submit')}
        </Button>
      ) : null}
    </div>
  );
}
