import type { ComplaintOut, Step } from '@/api/generated/aftersales/types.gen';
import type { Role } from '@/lib/roles';
import type { StepCall } from '../../hooks/useComplaints';
import { CALLERS, CHIEFS, COMPLAINT_ROLES, HANDLERS } from '../../model';

/** The parts a step's small form can have. */
export type Field = 'text' | 'cause' | 'money' | 'agreed' | 'approved' | 'call' | 'grade' | 'assignee';

export interface StepForm {
  /** key of the texts `step.<name>.*` */
  name: string;
  roles: readonly Role[];
  fields: readonly Field[];
  /** the text must be there */
  required: boolean;
  /** turns what was filled in into the call */
  call: (filled: Filled) => StepCall;
}

export interface Filled {
  text: string;
  cause: string;
  fen: number | null;
  yes: boolean | null;
  reached: boolean;
  score: number | null;
  choice: string;
}

const note = (path: string, name: string): StepForm => ({
  name,
  roles: HANDLERS,
  fields: ['text'],
  required: false,
  call: ({ text }) => ({ path, body: { note: text } }),
});

const GM: readonly Role[] = ['general_manager'];

const FORMS: Partial<Record<Step, StepForm>> = {
  accept: note('acceptance', 'accept'),
  investigate: {
    name: 'investigate',
    roles: HANDLERS,
    fields: ['text', 'cause'],
    required: true,
    call: ({ text, cause }) => ({ path: 'investigation', body: { findings: text, ...(cause ? { cause } : {}) } }),
  },
  propose: {
    name: 'propose',
    roles: HANDLERS,
    fields: ['text', 'money'],
    required: true,
    call: ({ text, fen }) => ({ path: 'proposal', body: { proposal: text, compensation_fen: fen ?? 0 } }),
  },
  decide_compensation: {
    name: 'decide',
    roles: GM,
    fields: ['approved', 'text'],
    required: false,
    call: ({ yes, text }) => ({ path: 'compensation-decision', body: { approved: yes === true, note: text } }),
  },
  agree: {
    name: 'agree',
    roles: HANDLERS,
    fields: ['agreed', 'text'],
    required: false,
    call: ({ yes, text }) => ({ path: 'agreement', body: { agreed: yes === true, note: text } }),
  },
  execute: note('execution', 'execute'),
  finish: note('completion', 'finish'),
  satisfied: {
    name: 'verify',
    roles: CALLERS,
    fields: ['call', 'text'],
    required: false,
    call: ({ reached, yes, score, text }) => ({
      path: 'satisfaction-call',
      body: reached
        ? { reached: true, satisfied: yes === true, ...(score === null ? {} : { score }), note: text }
        : { reached: false, note: text },
    }),
  },
  reopen: {
    name: 'reopen',
    roles: HANDLERS,
    fields: ['text'],
    required: true,
    call: ({ text }) => ({ path: 'reopening', body: { reason: text } }),
  },
  report: {
    name: 'report',
    roles: HANDLERS,
    fields: ['text'],
    required: true,
    call: ({ text }) => ({ path: 'report', body: { note: text } }),
  },
  regrade: {
    name: 'regrade',
    roles: CHIEFS,
    fields: ['grade', 'text'],
    required: true,
    call: ({ choice, text }) => ({ path: 'grade', body: { grade: choice, reason: text } }),
  },
  assign: {
    name: 'assign',
    roles: CHIEFS,
    fields: ['assignee', 'text'],
    required: false,
    call: ({ choice, text }) => ({ path: 'assignment', body: { assignee_id: choice, reason: text } }),
  },
  note: {
    name: 'note',
    roles: COMPLAINT_ROLES,
    fields: ['text'],
    required: true,
    call: ({ text }) => ({ path: 'notes', body: { note: text } }),
  },
};

/** What brings a complaint on from each state. */
const ONWARDS: Record<string, Step> = {
  opened: 'accept',
  accepted: 'investigate',
  investigating: 'propose',
  proposed: 'agree',
  agreed: 'execute',
  executing: 'finish',
  verifying: 'satisfied',
  closed: 'reopen',
};
const ASIDE: readonly Step[] = ['investigate', 'report', 'assign', 'regrade', 'note'];

/** The one step that moves the complaint on; null when the state allows none that is known here. */
export function nextOf({ next_steps: allowed, status, compensation }: ComplaintOut): StepForm | null {
  // The customer cannot agree to money that nobody has approved yet.
  const wanted = compensation === 'pending' ? 'decide_compensation' : ONWARDS[status];
  const step =
    wanted && allowed.includes(wanted) ? wanted : allowed.find((one) => one in FORMS && !ASIDE.includes(one));
  return step ? (FORMS[step] ?? null) : null;
}

/** What one may do beside. */
export function asideOf(complaint: ComplaintOut): StepForm[] {
  const next = nextOf(complaint);
  // Noting is always possible, assigning and regrading while the case is open; the server lists only what moves it.
  const always: readonly Step[] = complaint.status === 'closed' ? ['note'] : ['note', 'assign', 'regrade'];
  return ASIDE.filter((step) => always.includes(step) || complaint.next_steps.includes(step))
    .flatMap((step) => FORMS[step] ?? [])
    .filter((form) => form !== next);
}

/** Whether the form may be sent. */
export function isReady(form: StepForm, filled: Filled): boolean {
  if (form.required && filled.text.trim() === '') return false;
  if ((form.fields.includes('agreed') || form.fields.includes('approved')) && filled.yes === null) return false;
  if (form.fields.includes('call') && filled.reached && filled.yes === null) return false;
  return !(form.fields.includes('grade') || form.fields.includes('assignee')) || filled.choice !== '';
}
