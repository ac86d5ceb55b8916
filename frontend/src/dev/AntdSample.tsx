import { AntdScope, Cascader, Select } from '@/ui/antd';

const SERIES = [
  {
    value: 'byd',
    label: '比亚迪',
    children: [{ value: 'seal06', label: '海豹 06', children: [{ value: 'dmi', label: 'DM-i 荣耀版' }] }],
  },
];

export default function AntdSample() {
  return (
    <AntdScope>
      <Select
        aria-label="顾问"
        style={{ width: '100%' }}
        mode="multiple"
        defaultValue={['陈晓']}
        options={['陈晓', '林婷', '赵磊'].map((value) => ({ value, label: value }))}
      />
      <Cascader aria-label="车型" style={{ width: '100%' }} options={SERIES} placeholder="品牌 / 车系 / 车型" />
    </AntdScope>
  );
}
