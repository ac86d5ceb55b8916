/** Invented people and numbers for the kit page; never part of a production build. */
export interface SampleLead {
  id: string;
  name: string;
  car: string;
  level: string;
  stage: string;
  due: string;
  phone: string;
  fen: number;
  owner: string;
}

const SURNAMES = ['王', '李', '张', '刘', '陈', '杨', '赵', '黄', '周', '吴'];
const GIVEN = ['伟', '芳', '娜', '秀英', '敏', '静', '丽', '强', '磊', '洋', '艳', '勇'];
const CARS = ['海豹 06 DM-i 荣耀版', '星越 L 四驱', '理想 L6 Max', '凯美瑞 2.5HQ', '朗逸 新锐', '问界 M7 增程'];
const OWNERS = ['陈晓', '林婷', '赵磊'];
const LEVELS = ['H', 'A', 'B', 'C', 'N', 'O'];
export const STAGES = [
  { id: 'new', title: '新线索', tone: 'violet' },
  { id: 'follow', title: '跟进中', tone: 'info' },
  { id: 'drive', title: '试驾', tone: 'teal' },
  { id: 'quote', title: '报价', tone: 'warning' },
  { id: 'won', title: '已成交', tone: 'success' },
] as const;

const pick = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;

export const START = '2026-11-20T02:05:00Z';

export function sampleLeads(from: number, count: number): SampleLead[] {
  return Array.from({ length: count }, (_, offset) => {
    const index = from + offset;
    const minutes = ((index * 37) % 400) - 60;
    return {
      id: `lead-${index}`,
      name: `${pick(SURNAMES, index)}${pick(GIVEN, index * 7)}`,
      car: pick(CARS, index * 3),
      level: pick(LEVELS, index),
      stage: pick(STAGES, index).id,
      due: new Date(Date.parse(START) + minutes * 60_000).toISOString(),
      phone: `199****${String(index).padStart(4, '0')}`,
      fen: 9_980_000 + ((index * 137) % 90) * 250_000,
      owner: pick(OWNERS, index),
    };
  });
}
