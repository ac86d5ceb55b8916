import type { MergeCreate, MergeField, MergePreview, PairOut } from '@/api/generated/leads/types.gen';
import type { Role } from '@/lib/roles';

export type { MergeField, MergePreview, PairOut };
export type Side = 'kept' | 'absorbed' | 'both';

/** May merge, undo and decide. */
export const JUDGES: readonly Role[] = ['floor_supervisor', 'dcc_supervisor', 'sales_manager', 'crm_manager'];
/** May start a scan of all files. */
export const SCANNERS: readonly Role[] = ['sales_manager', 'crm_manager'];

export const TABS = ['open', 'dismissed', 'merges'] as const;
export type Tab = (typeof TABS)[number];

/** What a person chose differently from what the rules propose, as the request names it. */
export function choicesOf(
  fields: readonly MergeField[],
  picked: Readonly<Record<string, Side>>,
): MergeCreate['choices'] {
  const changed = fields.filter((field) => picked[field.field] && picked[field.field] !== field.chosen);
  return Object.fromEntries(changed.map((field) => [field.field, picked[field.field] as Side]));
}

/** Fields worth a look first: those that differ, then the rest. */
export function sorted(fields: readonly MergeField[]): { differing: MergeField[]; same: MergeField[] } {
  return {
    differing: fields.filter((field) => field.differs),
    same: fields.filter((field) => !field.differs),
  };
}

/** Lists and notes can be put together. */
export const canJoin = (field: MergeField): boolean =>
  field.differs && (field.field === 'note' || (Array.isArray(field.kept) && Array.isArray(field.absorbed)));

/** Which of a pair goes on: the one the preview calls better. */
export const swapped = (preview: MergePreview): { kept: string; absorbed: string } =>
  preview.better_kept_id === preview.kept.id
    ? { kept: preview.kept.id, absorbed: preview.absorbed.id }
    : { kept: preview.absorbed.id, absorbed: preview.kept.id };
