import type {
  ContactMatrix,
  ContactMatrixRow,
  CustomerCardOut,
  DailyReport,
  DailyReportRow,
  FormKind,
  SignOffOut,
  StatisticsRow,
  VisitRegisterForm,
  VisitRegisterRow,
  VisitStatistics,
} from '@/api/generated/leads/types.gen';
import type { Role } from '@/lib/roles';
import { SELLERS } from '@/ui/deal/roles';

export type {
  ContactMatrix,
  ContactMatrixRow,
  CustomerCardOut,
  DailyReport,
  DailyReportRow,
  FormKind,
  SignOffOut,
  StatisticsRow,
  VisitRegisterForm,
  VisitRegisterRow,
  VisitStatistics,
};
export type Column = VisitRegisterForm['columns'][number];
export type Layout = VisitRegisterForm['layout'];
/** A row as it is printed: column key → text. */
export type Cells = Record<string, string>;

export const TABS = ['register', 'daily', 'matrix', 'statistics'] as const;
export type FormTab = (typeof TABS)[number];

/** The register is the whole store's: whoever sees only their own customers has no such page. */
export const REGISTER_ROLES: readonly Role[] = ['receptionist', 'floor_supervisor', 'sales_manager'];
export const ADVISER_FORM_ROLES: readonly Role[] = SELLERS;
export const STATISTICS_ROLES: readonly Role[] = ['receptionist', ...SELLERS, 'marketing'];
export const CLEAR_ROLES: readonly Role[] = ['floor_supervisor', 'dcc_supervisor', 'sales_manager'];
/** Who writes advice beside a contact. */
export const ADVISING_ROLES: readonly Role[] = CLEAR_ROLES;
export const TAB_ROLES: Record<FormTab, readonly Role[]> = {
  register: REGISTER_ROLES,
  daily: ADVISER_FORM_ROLES,
  matrix: ADVISER_FORM_ROLES,
  statistics: STATISTICS_ROLES,
};

export interface FormsSearch {
  form?: FormTab | undefined;
  day?: string | undefined;
  month?: string | undefined;
  adviser?: string | undefined;
  layout?: Layout | undefined;
}

/** What every form begins with. */
export interface Head {
  form: FormKind;
  store_name: string;
  subject_on: string | null;
  content_hash: string;
  truncated?: boolean;
  signers: VisitRegisterForm['signers'];
  my_post: VisitRegisterForm['my_post'];
  sign_offs: SignOffOut[];
}

/** What a signature or an export is about. */
export interface Subject {
  form: FormKind;
  subject_on?: string | null;
  adviser_id?: string | null;
  customer_id?: string | null;
  layout?: Layout;
}

/** The newest signature of each post. */
export function latest(head: Head): Map<string, SignOffOut> {
  const found = new Map<string, SignOffOut>();
  for (const one of head.sign_offs) if (!found.has(one.post)) found.set(one.post, one);
  return found;
}

/** `*` for a planned contact, the level after one that was made. */
export const mark = (day: ContactMatrixRow['days'][number]): string => `${day.planned ? '*' : ''}${day.level ?? ''}`;
