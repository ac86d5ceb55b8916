import type { Page, Route } from '@playwright/test';
import type {
  Board,
  LeadOut,
  LeadRow,
  Receiver,
  Today,
  TodayItem,
  TodaySummary,
  TransferDone,
  TransferPreview,
} from '../src/api/generated/leads/types.gen';
import { playBack, RECORDED } from './recorded/answers';

const NOW = Date.parse(RECORDED.at);
const after = (minutes: number): string => new Date(NOW + minutes * 60_000).toISOString();
const idOf = (number: number): string => `019a0000-0000-7000-9000-${String(number).padStart(12, '0')}`;
const STORE = idOf(900);
export const CLEAR = '19900004321';

/** Forty leads of one store. The first has ninety seconds left, the second is late, the others are planned. */
function leadOf(number: number): LeadOut {
  const due = number === 1 ? after(1.5) : number === 2 ? after(-12) : null;
  return {
    id: idOf(number),
    store_id: STORE,
    customer_id: idOf(1000 + number),
    customer_name: `客户${String(number).padStart(2, '0')}`,
    mobile_masked: `199****${String(4320 + number)}`,
    kind: 'buy',
    source: 'autohome',
    channel: 'online',
    wanted: '远航 X5',
    stage: 'new',
    stage_at: after(-60),
    level: 'N',
    owner_id: idOf(801),
    owner_name: '陈晓',
    response_due_at: due,
    response_deferred: false,
    first_response_at: due ? null : after(-50),
    response_missed: number === 2,
    next_contact_at: after(number * 60),
    last_contact_at: null,
    overdue: number === 2,
    touch_count: 0,
    touched_at: null,
    created_at: after(-60 - number),
    is_open: true,
    temperature: 'warm',
    score: 10,
    score_reasons: [],
    signal: null,
    version: 1,
    family: 'buying',
    wanted_make: '远航',
    wanted_model: 'X5',
    wanted_year: 2026,
    wanted_details: {},
    trade_in: null,
    comments: '',
    response_starts_at: due ? after(-5) : null,
    escalation_step: 0,
    closed_at: null,
    close_reason: null,
    external_refs: [],
    levels: [],
    stages: [],
  };
}

const NO_VIEWS = { items: [], preferences: [], may_share: ['me'] };
const STAGES = ['new', 'contacted', 'visited', 'test_driven', 'quoted', 'ordered'] as const;

/** A store whose leads change as the person in front of the screen works on them; everything else is played back. */
export class LeadsDesk {
  readonly leads = Array.from({ length: 40 }, (_none, index) => leadOf(index + 1));
  /** `METHOD path`, as they came */
  readonly calls: string[] = [];
  readonly bodies: unknown[] = [];
  /** the next write is refused with this status */
  failNext = 0;
  private hinted: ((route: string) => void) | null = null;
  private streams = 0;

  async open(page: Page): Promise<void> {
    await playBack(page, (route, method, path) => this.answer(route, method, path));
  }

  /** The server says that a lead has changed. */
  hint(lead: LeadRow): void {
    const told = { entity: 'lead', id: lead.id, store_id: STORE, business_time: RECORDED.at };
    this.hinted?.(`event: hint\ndata: ${JSON.stringify(told)}\n\n`);
  }

  get listening(): boolean {
    return this.hinted !== null;
  }

  private async stream(route: Route): Promise<boolean> {
    this.streams += 1;
    const headers = { 'X-Business-Time': RECORDED.at };
    const body =
      this.streams === 1
        ? 'event: resync\ndata: {}\n\n'
        : await new Promise<string>((resolve) => {
            this.hinted = resolve;
          });
    await route.fulfill({ headers, contentType: 'text/event-stream', body }).catch(() => undefined);
    return true;
  }

  private answer(route: Route, method: string, path: string): boolean | Promise<boolean> {
    if (path === 'gateway/stream') return this.stream(route);
    if (path === 'gateway/saved-views') return route.fulfill({ json: NO_VIEWS }).then(() => true);
    if (!path.startsWith('leads/')) return false;
    const request = route.request();
    if (method !== 'GET') {
      this.calls.push(`${method} ${path}`);
      this.bodies.push(request.postDataJSON());
    }
    const json = (body: unknown, status = 200) =>
      route.fulfill({ status, headers: { 'X-Business-Time': RECORDED.at }, json: body }).then(() => true);
    if (method !== 'GET' && this.failNext) {
      const status = this.failNext;
      this.failNext = 0;
      return json({ status, code: 'stage_backwards', detail: '线索阶段不会倒退' }, status);
    }
    const own = this.own(method, path, new URL(request.url()).searchParams, request.postDataJSON());
    return own === undefined ? false : json(own);
  }

  private own(method: string, path: string, query: URLSearchParams, body: Record<string, unknown> | null): unknown {
    if (path === 'leads/leads') return this.list(query);
    if (path === 'leads/leads/board') return this.board();
    if (path === 'leads/today') return this.today();
    if (path === 'leads/today/summary') return this.summary();
    if (path === 'leads/transfers/receivers') return RECEIVERS;
    if (path === 'leads/transfers/preview') return PREVIEW;
    if (path === 'leads/transfers' && method === 'POST') return transferred(body as { lead_ids: string[] });
    if (/^leads\/transfers\/[^/]+\/undo$/.test(path))
      return { transfer_id: idOf(700), undone: 20, refused: 0, results: [] };
    if (/^leads\/customers\/[^/]+\/reveal$/.test(path)) return { field: 'mobile', value: CLEAR, reveal_id: idOf(701) };
    const [, id, act] = /^leads\/leads\/([^/]+)\/?(.*)$/.exec(path) ?? [];
    const lead = this.leads.find((one) => one.id === id);
    return lead ? this.ofLead(lead, act ?? '', body) : undefined;
  }

  private ofLead(lead: LeadOut, act: string, body: Record<string, unknown> | null): unknown {
    if (act === 'stage') Object.assign(lead, { stage: body?.stage });
    if (act === 'stage/undo') Object.assign(lead, { stage: 'new' });
    if (act === 'level') Object.assign(lead, { level: body?.level });
    if (act === 'closure') Object.assign(lead, { stage: body?.outcome, is_open: false });
    return act === '' || ['stage', 'stage/undo', 'level', 'closure'].includes(act) ? lead : undefined;
  }

  private list(query: URLSearchParams): { items: LeadRow[]; next_cursor: null } {
    const overdue = query.get('overdue') === 'true';
    const open = this.leads.filter((lead) => lead.is_open && (!overdue || lead.overdue));
    return { items: open, next_cursor: null };
  }

  private board(): Board {
    const of = (stage: string) => this.leads.filter((lead) => lead.is_open && lead.stage === stage);
    return {
      columns: STAGES.map((stage) => ({
        stage,
        count: of(stage).length,
        items: of(stage).slice(0, 5),
        next_cursor: null,
      })),
    };
  }

  private today(): Today {
    const waiting = this.leads.filter((lead) => lead.response_due_at && !lead.first_response_at);
    const items = waiting.map((lead): TodayItem => {
      const late = Date.parse(lead.response_due_at ?? '') < NOW;
      return {
        ...lead,
        reason: late ? 'response_overdue' : 'response_running',
        due_at: lead.response_due_at,
        lead_id: lead.id,
        since: lead.created_at,
        touched: false,
        appointment: null,
      };
    });
    return {
      now: RECORDED.at,
      items: items.sort((a, b) => (a.due_at ?? '').localeCompare(b.due_at ?? '')),
      counts: {},
    };
  }

  private summary(): TodaySummary {
    const { items } = this.today();
    const late = items.filter((item) => item.reason === 'response_overdue').length;
    const none = { appointments: 0, contact_overdue: 0, signal: 0, contact_due: 0, hot: 0, new_today: 0 };
    const rest = { open_leads: 40, contacted_today: 0, unassigned: 0 };
    return { now: RECORDED.at, response_overdue: late, response_running: items.length - late, ...none, ...rest };
  }
}

const RECEIVERS: Receiver[] = ['李想', '王悦'].map((name, index) => ({
  staff_id: idOf(810 + index),
  name,
  roles: ['sales_advisor'],
  brands: [],
  on_duty: true,
  on_leave: false,
  in_work: 12 + index,
  capacity_left: null,
}));

const PREVIEW: TransferPreview = { rows: [], customers: 20, leads: 20, protected: 3, blocked: 0, missing: 0 };

function transferred({ lead_ids }: { lead_ids: string[] }): TransferDone {
  const none = { test_drives: 0, test_drives_left: 0, orders: 0, deliveries: 0, verification_calls: 0, disputes: 0 };
  return {
    id: idOf(700),
    kind: 'reassignment',
    mode: 'person',
    at: RECORDED.at,
    by_name: '高远',
    from_id: null,
    from_name: null,
    reason: '',
    customers: lead_ids.length,
    leads: lead_ids.length,
    shares: [],
    ...none,
    undo_until: after(60),
    undone_at: null,
    results: lead_ids.map((id) => ({ customer_id: id, ok: true })),
  };
}
