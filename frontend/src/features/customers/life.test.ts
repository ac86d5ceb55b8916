import { describe, expect, it } from 'vitest';
import { createI18n } from '@/lib/i18n';
import { placeOf, type Say, wordsOf } from './life';

const i18n = createI18n('zh-CN');
await i18n.loadNamespaces('customers');
const say = i18n.getFixedT('zh-CN', 'customers') as unknown as Say;
const words = (kind: string, params: Record<string, unknown> = {}) => wordsOf({ kind, params }, say);

describe('the words of the timeline', () => {
  it('says money, dates and codes as people do', () => {
    const { title, details } = words('order_placed', {
      model: 'E5',
      order_no: 'DD1',
      total_fen: 19212819,
      deposit_kind: 'earnest',
      deposit_fen: 500000,
    });
    expect(title).toContain('E5');
    expect(details.join()).toContain('¥192,128.19');
    expect(details.join()).toContain('¥5,000');
    expect(details.join()).not.toContain('earnest');
  });

  it('keeps level codes and leaves out what the stage already said', () => {
    const { title, details } = words('lead_level_changed', { old: 'H', new: 'O', reason: 'stage:ordered' });
    expect(title).toMatch(/H → O/);
    expect(details).toEqual([]);
  });

  it('puts what a person wrote apart and drops what is missing', () => {
    const { details, note } = words('care_task_completed', {
      task_kind: 'delivery_3d',
      result: 'success',
      lowest_score: null,
      recommend_score: 9,
      note: 'calls again',
    });
    expect(details).toHaveLength(2);
    expect(note).toBe('calls again');
  });

  it('shows an unknown kind with what came with it, but no inner ids', () => {
    const { title, details } = words('warranty_extended', { until: '2029-01-31', staff_id: 'x' });
    expect(title).toBe('warranty extended');
    expect(details).toHaveLength(1);
    expect(details[0]).toContain('2029');
  });

  it('knows where things are seen', () => {
    expect(placeOf({ ref_kind: 'complaint', ref_id: '1' })).toBe('/complaints?open=1');
    expect(placeOf({ ref_kind: 'something', ref_id: '1' })).toBeNull();
  });
});
