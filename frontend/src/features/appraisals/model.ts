import type { AppraisalOut, BodyFinding, WorksheetOut } from '@/api/generated/leads/types.gen';

export interface AppraisalSearch {
  open?: string | undefined;
  /** a customer's id, or `1` to choose one first */
  new?: string | undefined;
  mine?: boolean | undefined;
  status?: string | undefined;
}

export const WORK = ['requested', 'inspected', 'valued', 'approved', 'offered'] as const;
export const ENDED = ['accepted', 'refused', 'expired', 'purchased', 'cancelled'] as const;

export interface Verdict {
  /** points of 100 */
  score: number;
  grade: number;
  accident: boolean;
}

/** What a body damage of each degree costs, in points of 100 (GB/T 30323). */
const BY_DEGREE: Record<number, number> = { 1: 0.5, 2: 1, 3: 1.5, 4: 1 };

const gradeOf = (score: number): number => (score >= 90 ? 1 : score >= 60 ? 2 : score >= 20 ? 3 : 4);

/** The score as it will stand, while the inspection is filled in; the server's verdict is what counts. */
export function foresee(
  sheet: WorksheetOut,
  accident: boolean,
  body: readonly Pick<BodyFinding, 'degree'>[],
  failed: readonly string[],
): Verdict {
  const lostOnBody = body.reduce((sum, { degree }) => sum + (BY_DEGREE[degree] ?? 0), 0);
  const points = sheet.sections.reduce((sum, { code, maximum, items }) => {
    const lost = items.filter((item) => failed.includes(item.code)).reduce((all, item) => all + item.points, 0);
    return sum + Math.max(0, maximum - lost - (code === 'body' ? lostOnBody : 0));
  }, 0);
  const score = Math.round(points * 10) / 10;
  return { score, grade: accident ? 5 : gradeOf(score), accident };
}

export type MainAct = 'inspect' | 'value' | 'approve' | 'offer' | 'accept' | null;

const FORWARD: Partial<Record<AppraisalOut['status'], Exclude<MainAct, null>>> = {
  requested: 'inspect',
  inspected: 'value',
  valued: 'offer',
  approved: 'offer',
  offered: 'accept',
  refused: 'offer',
  expired: 'offer',
};

/** The one act that brings the appraisal on; earlier acts may still be repeated, a high value first waits for the manager. */
export function mainAct({
  status,
  next_acts,
  needs_approval,
}: Pick<AppraisalOut, 'status' | 'next_acts' | 'needs_approval'>): MainAct {
  const act = status === 'valued' && needs_approval ? 'approve' : FORWARD[status];
  return act && next_acts.includes(act) ? act : null;
}
