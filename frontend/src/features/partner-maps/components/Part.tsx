import { useTranslation } from 'react-i18next';
import type { PartnerMapOut, TrialRecord } from '@/api/generated/leads/types.gen';
import { asProblem } from '@/api/problem';
import { Button } from '@/ui/Button';
import { FormErrors } from '@/ui/FormErrors';
import { StatusTag } from '@/ui/Tag';
import type { Draft } from '../model';
import type { MapTab } from '../pages/PartnerMapsPage';
import { EnumRows } from './EnumRows';
import { FeedbackRows } from './FeedbackRows';
import { FieldRows } from './FieldRows';
import { General } from './General';
import { History } from './History';
import css from './PartnerMaps.module.css';
import { SkipRows } from './SkipRows';

/** What every part of the map gets: the map on the screen, how to change it, and what the server says of it. */
export interface PartProps {
  draft: Draft;
  onChange: (change: Partial<Draft>) => void;
  problem: unknown;
  record: TrialRecord | undefined;
}

interface PartOfProps {
  tab: MapTab;
  part: PartProps;
  saved: PartnerMapOut;
  onPreset: () => void;
}

/** The part of the map that the tab names. */
export function Part({ tab, part, saved, onPreset }: PartOfProps) {
  switch (tab) {
    case 'enumerations':
      return <EnumRows {...part} />;
    case 'skips':
      return <SkipRows {...part} />;
    case 'feedback':
      return <FeedbackRows {...part} />;
    case 'general':
      return <General {...part} saved={saved} onPreset={onPreset} />;
    case 'history':
      return <History partner={saved.partner_id} onTake={part.onChange} />;
    case 'trial':
      return null;
    default:
      return <FieldRows {...part} />;
  }
}

export function State({ dirty, version }: { dirty: boolean; version: number }) {
  const { t } = useTranslation('partner-maps');
  if (dirty) return <StatusTag tone="warning">{t('unsaved')}</StatusTag>;
  if (version > 0) return <StatusTag tone="success">{t('version', { number: version })}</StatusTag>;
  return <StatusTag>{t('proposed')}</StatusTag>;
}

const IN_PARTS = ['/fields', '/enumerations', '/skips', '/feedback', '/records_path', '/empty_values'];

interface RefusedProps {
  problem: unknown;
  onMine: () => void;
  onTheirs: () => void;
}

/** Why nothing was saved, as far as no row says it. */
export function Refused({ problem, onMine, onTheirs }: RefusedProps) {
  const { t } = useTranslation('partner-maps');
  if (!problem || !asProblem(problem).isStale) return <FormErrors problem={problem} pointers={IN_PARTS} />;
  return (
    <div className={css.stale} role="alert">
      <p>{t('stale')}</p>
      <Button onClick={onMine}>{t('keepMine')}</Button>
      <Button onClick={onTheirs}>{t('takeTheirs')}</Button>
    </div>
  );
}
