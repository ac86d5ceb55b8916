import { describe, expect, it } from 'vitest';
import type { CarModelRow, OrderOut } from '@/api/generated/leads/types.gen';
import { asksForPapers, EMPTY, termsOf, todosOf, tradeInOf, usualDownPayment, wantedModel } from './model';

const model = (id: string, series: string, name: string) => ({ id, brand: 'Voyage', series, name }) as CarModelRow;
const order = (part: Partial<OrderOut>) =>
  ({ status: 'placed', breakdown: { loan: null }, owed_fen: 0, vin: null, ...part }) as OrderOut;

describe('a draft becomes terms', () => {
  it('leaves to the server what nobody typed and drops nameless extras', () => {
    const extras = [{ kind: 'accessory' as const, name: ' ', quantity: 1, unit_fen: 5, gift: false }];
    const terms = termsOf({ ...EMPTY, modelId: 'm1', extras });
    expect(terms).toMatchObject({ model_id: 'm1', discount_fen: 0, extras: [], loan: null });
    expect(terms).not.toHaveProperty('compulsory_insurance_fen');
    expect(terms).not.toHaveProperty('plate_fee_fen');
  });

  it('waits while a loan is half typed', () => {
    const draft = { ...EMPTY, modelId: 'm1' };
    expect(termsOf({ ...draft, loan: { down: null, months: '36', rate: '3.88' } })).toBeNull();
    expect(termsOf({ ...draft, loan: { down: 1, months: '36', rate: '3.' } })).toBeNull();
    expect(termsOf({ ...draft, loan: { down: 1, months: '36', rate: '3.88' } })?.loan).toEqual({
      down_payment_fen: 1,
      months: 36,
      annual_rate: '3.88',
    });
  });
});

describe('what the system knows', () => {
  it('finds the wanted model by name, by series, else the first', () => {
    const models = [model('a', 'X5', 'Comfort'), model('b', 'E5', 'Long'), model('c', 'E5', 'Sport')];
    expect(wantedModel(models, '2026 Voyage E5 Sport')?.id).toBe('c');
    expect(wantedModel(models, '2026 Voyage E5')?.id).toBe('b');
    expect(wantedModel(models, '')?.id).toBe('a');
  });

  it('prefers an accepted trade-in to an open offer', () => {
    const rows = [
      { id: '1', status: 'offered' },
      { id: '2', status: 'accepted' },
    ] as never;
    expect(tradeInOf(rows)?.id).toBe('2');
    expect(tradeInOf([])).toBeNull();
  });

  it('proposes whole thousands as down payment', () => {
    expect(usualDownPayment(20_980_000)).toBe(6_300_000);
  });
});

describe('what is left to do on an order', () => {
  it('asks for a new loan after a rejection and offers papers only with a car', () => {
    expect(todosOf(order({ breakdown: { loan: {} } as never, loan: {} as never, loan_status: 'rejected' }))).toEqual([
      'loan',
      'car',
    ]);
    const asked = { breakdown: { loan: {} } as never, loan: {} as never };
    expect(todosOf(order({ ...asked, loan_status: 'documents_required' }))).toEqual(['documents', 'car']);
    expect(asksForPapers('submitted')).toBe(false);
    expect(todosOf(order({ vin: 'V', owed_fen: 5 }))).toEqual(['payment', 'invoice', 'insurance', 'plate', 'delivery']);
    expect(todosOf(order({ status: 'delivered', owed_fen: 5 }))).toEqual([]);
  });
});
