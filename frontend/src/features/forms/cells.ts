import { formatDate, formatTime } from '@/lib/time';
import type {
  Cells,
  ContactMatrixRow,
  CustomerCardOut,
  DailyReportRow,
  StatisticsRow,
  VisitRegisterRow,
} from './model';
import { mark } from './model';

export interface Words {
  /** a text of this feature */
  t: (key: string, values?: Record<string, unknown>) => string;
  /** the name of a code that all sales pages share */
  label: (
    family: 'source' | 'purpose' | 'outcome' | 'method' | 'objection' | 'closeReason',
    code: string | null,
  ) => string;
}

const tick = (on: boolean) => (on ? '✓' : '');
const list = (parts: (string | null | undefined)[]) => parts.filter(Boolean).join('、');

/** One line of the register, both layouts in one. */
export function registerCells(row: VisitRegisterRow, { t, label }: Words): Cells {
  const yes = (on: boolean) => t(on ? 'yes' : 'no');
  const steps = list(row.reception.map((step) => t(`reception.${step}`)));
  return {
    arrived: formatTime(row.arrived_at, 'time'),
    left: row.left_at ? formatTime(row.left_at, 'time') : '',
    people: String(1 + row.companions),
    transport: row.transport ? t(`transport.${row.transport}`) : '',
    adviser_name: row.adviser_name ?? '',
    customer_name: row.customer_name ?? '',
    mobile: row.mobile_masked ?? '',
    purpose: label('purpose', row.purpose),
    frequency: t(row.first_time ? 'first' : 'again'),
    series: row.series,
    trim: row.trim ?? '',
    colour: row.colour ?? '',
    level: row.level ?? '',
    rivals: row.rivals,
    reception: steps,
    captured: yes(row.captured),
    note: row.note,
    registered: formatTime(row.arrived_at),
    brand: row.brand ?? '',
    source: label('source', row.source),
    kind: t(`kind.${row.kind}`),
    gender: row.gender ? t(`gender.${row.gender}`) : '',
    landline: row.landline_masked ?? '',
    test_driven: yes(row.reception.includes('test_drive')),
    specialist: row.specialist_name ?? '',
    area: row.area ?? '',
    stay: row.stay_minutes === null ? '' : String(row.stay_minutes),
    companions: String(row.companions),
    first: yes(row.first_time),
    has_car: row.present_car ? yes(true) : '',
    present_car: row.present_car ?? '',
  };
}

/** One customer of an adviser's day. */
export function dailyCells(row: DailyReportRow, seq: number, { t, label }: Words): Cells {
  const said = row.contacts.map((one) => {
    const what = one.method === 'showroom' ? t('method.showroom') : label('outcome', one.outcome);
    return `${formatTime(one.at, 'time')} ${what} ${one.note}`.trim();
  });
  return {
    seq: String(seq),
    customer_name: row.customer_name,
    series: row.series,
    mobile: row.mobile_masked ?? '',
    area: row.area ?? '',
    source: label('source', row.source),
    purpose: t(`aim.${row.purpose}`),
    level_before: row.level_before,
    level_now: row.level_now,
    procedure: t(row.ordered ? 'procedure.paperwork' : 'procedure.care'),
    carried: tick(row.carried),
    fresh: tick(!row.carried),
    phoned: tick(row.phoned),
    met: tick(row.met),
    course: said.length > 0 ? said.join('\n') : t('notMade'),
  };
}

/** One prospect's month. */
export function matrixCells(row: ContactMatrixRow, seq: number, { t }: Words): Cells {
  return {
    seq: String(seq),
    customer_name: row.customer_name,
    mobile: row.mobile_masked ?? '',
    series: row.series,
    source: row.source_letter,
    carded_on: row.carded_on?.slice(5) ?? '',
    level_start: row.level_start ?? '',
    result: row.result === 'running' ? '' : t(`result.${row.result}`),
    level_end: row.level_end ?? '',
    ...Object.fromEntries(row.days.map((day) => [`day_${day.day}`, mark(day)])),
  };
}

export function statisticsCells(row: StatisticsRow, name: string): Cells {
  const { key: _key, ...counts } = row;
  return { label: name, ...Object.fromEntries(Object.entries(counts).map(([key, count]) => [key, String(count)])) };
}

/** One line of the card's back. */
export function contactCells(one: CustomerCardOut['contacts'][number], { t, label }: Words): Cells {
  const outcome = one.outcome ? label('outcome', one.outcome) : '';
  return {
    on: formatTime(one.at, 'date'),
    method:
      one.method === 'showroom' || one.method === 'phone' ? t(`method.${one.method}`) : label('method', one.method),
    content: [outcome, one.note].filter(Boolean).join(' '),
    questions: list(one.objections.map((code) => label('objection', code))),
    countermeasure: one.countermeasure,
    level: one.level,
    next_on: one.next_contact_at ? formatTime(one.next_contact_at) : '',
    advice: one.advice,
  };
}

const wan = (fen: number) => `${Math.round(fen / 10_000) / 100}`;

/** The front of the card in words, by the same keys as the printed headings. */
export function cardCells(card: CustomerCardOut, words: Words): Cells {
  const { t } = words;
  const own = card.fields;
  const coded = coder(words);
  const ends = [own.budget_min_fen, own.budget_max_fen].filter((fen) => typeof fen === 'number').map(wan);
  return {
    carded_on: formatDate(card.carded_on),
    level: card.level ?? '',
    code: card.code,
    name: card.name,
    gender: coded('gender', card.gender),
    age: own.birthday ? String(card.this_year - Number(own.birthday.slice(0, 4))) : '',
    mobile: card.mobile_masked ?? '',
    wechat: card.wechat_masked ?? '',
    email: card.email_masked ?? '',
    family: own.family ?? '',
    workplace: own.employer ?? '',
    id_kind: card.id_no_masked ? t('idCard') : '',
    id_no: card.id_no_masked ?? '',
    concerns: list((own.concerns ?? []).map((code) => coded('concern', code))),
    main_purpose: coded('mainPurpose', own.purpose),
    purchase_type: coded('purchaseType', own.purchase_type),
    wanted: card.wanted,
    budget: ends.length > 0 ? t('wan', { value: ends.join('–') }) : '',
    main_user: coded('mainUser', own.main_user),
    occupation: own.profession ?? '',
    decision: coded('decision', own.decision_cycle),
    hobbies: list(own.hobbies ?? []),
    buying_power: coded('buyingPower', own.buying_power),
    explicit_need: list(own.explicit_needs ?? []),
    implicit_need: list(own.implicit_needs ?? []),
    character: own.personality ?? '',
    told_need: own.first_reception ?? '',
    rivals: list((own.competitors ?? []).map((rival) => [rival.brand, rival.model].filter(Boolean).join(' '))),
    other_points: list((own.decision_makers ?? []).map((one) => one.relation)),
    plan: own.plan ?? '',
    ...endCells(card, words),
  };
}

const coder =
  ({ t }: Words) =>
  (family: string, code: string | null | undefined): string =>
    code ? t(`${family}.${code}`, { defaultValue: code }) : '';

/** How it ended, and what was bought. */
function endCells(card: CustomerCardOut, words: Words): Cells {
  const deal = card.deal;
  return {
    closing: coder(words)('closing', card.closing),
    closed_on: formatDate(card.closed_on),
    close_reason: words.label('closeReason', card.close_reason),
    deal_model: deal?.model ?? '',
    deal_colour: deal?.colour ?? '',
    vin: deal?.vin ?? '',
    plated_on: formatDate(deal?.plated_on),
    plate: deal?.plate ?? '',
    insurance: deal?.insurer ?? '',
    accessories: list(deal?.accessories ?? []),
  };
}
