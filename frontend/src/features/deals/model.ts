import type {
  AppraisalRow,
  CarModelRow,
  ExtraLine,
  OrderOut,
  QuoteOut,
  QuoteTermsInput,
} from '@/api/generated/leads/types.gen';

export const MONTHS = ['12', '24', '36', '48', '60'] as const;
export const METHODS = ['transfer', 'card', 'wechat', 'alipay', 'cash'] as const;
export type Method = (typeof METHODS)[number];

/** What the builder holds; the server completes and computes the rest. */
export interface Draft {
  modelId: string | null;
  colour: string | null;
  carId: string | null;
  discount: number | null;
  commercial: number | null;
  compulsory: number | null;
  vehicleTax: number | null;
  plateFee: number | null;
  extras: ExtraLine[];
  appraisalId: string | null;
  loan: { down: number | null; months: string; rate: string } | null;
}

export const EMPTY: Draft = {
  modelId: null,
  colour: null,
  carId: null,
  discount: 0,
  commercial: null,
  compulsory: null,
  vehicleTax: null,
  plateFee: null,
  extras: [],
  appraisalId: null,
  loan: null,
};

/** The request of a draft, or null while something is missing that only a person can say. */
export function termsOf(draft: Draft): QuoteTermsInput | null {
  if (!draft.modelId) return null;
  const { loan } = draft;
  if (loan && (loan.down === null || !/^\d{1,2}(\.\d{1,3})?$/.test(loan.rate))) return null;
  return {
    model_id: draft.modelId,
    car_id: draft.carId,
    colour: draft.colour,
    discount_fen: draft.discount ?? 0,
    commercial_insurance_fen: draft.commercial ?? 0,
    vehicle_tax_fen: draft.vehicleTax ?? 0,
    ...(draft.compulsory === null ? {} : { compulsory_insurance_fen: draft.compulsory }),
    ...(draft.plateFee === null ? {} : { plate_fee_fen: draft.plateFee }),
    extras: draft.extras.filter((line) => line.name.trim() !== ''),
    appraisal_id: draft.appraisalId,
    loan: loan ? { down_payment_fen: loan.down ?? 0, months: Number(loan.months), annual_rate: loan.rate } : null,
  };
}

/** A new version starts from the terms of an older one. */
export function draftOf({ terms }: Pick<QuoteOut, 'terms'>): Draft {
  return {
    modelId: terms.model_id,
    colour: terms.colour ?? null,
    carId: terms.car_id ?? null,
    discount: terms.discount_fen ?? 0,
    commercial: terms.commercial_insurance_fen ?? 0,
    compulsory: terms.compulsory_insurance_fen ?? null,
    vehicleTax: terms.vehicle_tax_fen ?? 0,
    plateFee: terms.plate_fee_fen ?? null,
    extras: terms.extras ?? [],
    appraisalId: terms.appraisal_id ?? null,
    loan: terms.loan
      ? { down: terms.loan.down_payment_fen, months: String(terms.loan.months), rate: String(terms.loan.annual_rate) }
      : null,
  };
}

/** The model the customer asked for, as far as the words of the lead tell; else the first. */
export function wantedModel(models: readonly CarModelRow[], wanted: string): CarModelRow | null {
  const fits = (model: CarModelRow) => wanted.includes(model.series) && wanted.includes(model.brand);
  return (
    models.find((model) => fits(model) && wanted.includes(model.name)) ??
    models.find(fits) ??
    models.find((model) => wanted.includes(model.series)) ??
    models[0] ??
    null
  );
}

/** The trade-in that goes into the quote by itself: accepted first, else a still open offer. */
export function tradeInOf(appraisals: readonly AppraisalRow[]): AppraisalRow | null {
  return (
    appraisals.find((row) => row.status === 'accepted') ?? appraisals.find((row) => row.status === 'offered') ?? null
  );
}

/** A third down, in whole thousands of yuan: a start for the talk. */
export const usualDownPayment = (priceFen: number): number => Math.round((priceFen * 0.3) / 100_000) * 100_000;

/** Papers that lenders usually ask for; the partner's own codes are shown as they are. */
export const PAPERS = [
  'income_proof',
  'bank_statement',
  'residence_proof',
  'id_copy',
  'driving_licence',
  'co_borrower_papers',
] as const;

/** Whether the lender waits for an answer of the store. */
export const asksForPapers = (status: string | null | undefined): boolean =>
  status === 'documents_required' || status === 'conditionally_approved';

export type Todo = 'loan' | 'documents' | 'car' | 'payment' | 'invoice' | 'insurance' | 'plate' | 'delivery';

/** What is left to do on an order, in the order in which a deal desk does it. */
export function todosOf(order: OrderOut): Todo[] {
  if (order.status === 'delivered' || order.status === 'cancelled') return [];
  const todos: Todo[] = [];
  const loanDead = order.loan_status === 'rejected' || order.loan_status === 'cancelled';
  if (order.breakdown.loan && (!order.loan || loanDead)) todos.push('loan');
  if (asksForPapers(order.loan_status)) todos.push('documents');
  if (!order.vin) todos.push('car');
  if (order.owed_fen > 0) todos.push('payment');
  if (order.vin && !order.invoice_no) todos.push('invoice');
  if (order.vin && !order.insurer) todos.push('insurance');
  if (order.vin && !order.plate) todos.push('plate');
  if (order.vin) todos.push('delivery');
  return todos;
}

export const isOpen = (order: Pick<OrderOut, 'status'>): boolean =>
  order.status !== 'delivered' && order.status !== 'cancelled';
