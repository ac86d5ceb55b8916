import { onHint } from '@/api/hints';

/** Query keys of leads, shared by every feature that shows or changes one. */
export const leadKeys = {
  today: ['leads', 'today'],
  queue: (mine: boolean | null) => ['leads', 'today', 'queue', mine],
  summary: (mine: boolean | null) => ['leads', 'today', 'summary', mine],
  lists: ['leads', 'list'],
  list: (filters: object) => ['leads', 'list', filters],
  boards: ['leads', 'board'],
  board: (filters: object) => ['leads', 'board', filters],
  lead: (id: string) => ['leads', 'lead', id],
  followUps: (id: string) => ['leads', 'lead', id, 'follow-ups'],
  assignment: (id: string) => ['leads', 'lead', id, 'assignment'],
} as const;

/** What shows many leads at once: stale after any change of one. */
export const crowdKeys = [leadKeys.today, leadKeys.lists, leadKeys.boards] as const;

onHint('lead', (hint) => [...crowdKeys, leadKeys.lead(hint.id)]);
for (const entity of ['visit', 'test_drive', 'appraisal', 'order']) onHint(entity, [leadKeys.today]);
onHint('clock', [['leads']]);
