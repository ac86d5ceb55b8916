import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@/ui/Button';
import { Chips } from '@/ui/Chips';
import { FilterBar } from '@/ui/FilterBar';
import { KeyValue } from '@/ui/KeyValue';
import { DataList } from '@/ui/list/DataList';
import type { ListColumn, ListSort } from '@/ui/list/types';
import { MoneyText } from '@/ui/MoneyText';
import { PhoneText } from '@/ui/PhoneText';
import { SidePanel, WithPanel } from '@/ui/SidePanel';
import { SlaBadge } from '@/ui/SlaBadge';
import { EmptyState } from '@/ui/States';
import { LevelTag, StatusTag } from '@/ui/Tag';
import { type SampleLead, STAGES, sampleLeads } from './sample';

const stageOf = (lead: SampleLead) => STAGES.find((stage) => stage.id === lead.stage);
const call = () => Promise.resolve('19900000001');

const COLUMNS: ListColumn<SampleLead>[] = [
  { id: 'level', header: '级别', width: '64px', cell: (lead) => <LevelTag level={lead.level} /> },
  { id: 'name', header: '客户', width: '110px', cell: (lead) => <strong>{lead.name}</strong>, sortKey: 'name' },
  { id: 'phone', header: '手机', width: '170px', cell: (lead) => <PhoneText masked={lead.phone} onCall={call} /> },
  { id: 'car', header: '意向车型', width: 'minmax(180px, 2fr)', cell: (lead) => lead.car },
  {
    id: 'stage',
    header: '阶段',
    width: '110px',
    cell: (lead) => <StatusTag tone={stageOf(lead)?.tone ?? 'neutral'}>{stageOf(lead)?.title}</StatusTag>,
  },
  { id: 'due', header: '下次联系', width: '130px', cell: (lead) => <SlaBadge due={lead.due} />, sortKey: 'due' },
  { id: 'owner', header: '顾问', width: '90px', cell: (lead) => lead.owner },
  { id: 'fen', header: '预算', width: '110px', align: 'end', cell: (lead) => <MoneyText fen={lead.fen} short /> },
];

export function KitList() {
  const [openId, setOpenId] = useState<string | null>(null);
  const [sort, setSort] = useState<ListSort | null>({ key: 'due', desc: false });
  const [level, setLevel] = useState('all');
  const query = useInfiniteQuery({
    queryKey: ['kit', 'leads'],
    initialPageParam: 0,
    queryFn: ({ pageParam }) =>
      Promise.resolve({
        items: sampleLeads(pageParam, 100),
        next_cursor: pageParam < 900 ? String(pageParam + 100) : null,
      }),
    getNextPageParam: (page) => (page.next_cursor ? Number(page.next_cursor) : undefined),
  });
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  const index = rows.findIndex((row) => row.id === openId);
  const open = rows[index];
  const step = (by: number) => (rows[index + by] ? () => setOpenId(rows[index + by]?.id ?? null) : undefined);
  return (
    <div style={{ display: 'grid', gridTemplateRows: 'auto minmax(0, 1fr)', gap: 12, minHeight: 0 }}>
      <FilterBar
        search=""
        onSearch={() => undefined}
        searchLabel="姓名、手机后四位、车牌"
        filtered={level !== 'all'}
        onClear={() => setLevel('all')}
      >
        <Chips
          label="级别"
          hideLabel
          size="sm"
          value={level}
          onChange={setLevel}
          options={['all', 'H', 'A', 'B', 'C'].map((value) => ({ value, label: value === 'all' ? '全部' : value }))}
        />
      </FilterBar>
      <WithPanel
        panel={
          open ? (
            <SidePanel
              title={open.name}
              tags={<LevelTag level={open.level} />}
              onClose={() => setOpenId(null)}
              onPrevious={step(-1)}
              onNext={step(1)}
              footer={<Button variant="primary">记录跟进</Button>}
            >
              <KeyValue
                items={[
                  { id: 'car', label: '意向车型', value: open.car, wide: true },
                  { id: 'owner', label: '顾问', value: open.owner },
                  { id: 'due', label: '下次联系', value: <SlaBadge due={open.due} /> },
                ]}
              />
            </SidePanel>
          ) : null
        }
      >
        <DataList
          label="线索"
          query={query}
          columns={COLUMNS}
          rowKey={(lead) => lead.id}
          rowLabel={(lead) => `${lead.name} ${lead.car}`}
          card={(lead) => <LeadCard lead={lead} />}
          onOpen={(lead) => setOpenId(lead.id)}
          openId={openId}
          sort={sort}
          onSort={setSort}
          bulkActions={(_picked, clear) => (
            <Button size="sm" onClick={clear}>
              改派
            </Button>
          )}
          empty={<EmptyState title="还没有线索" />}
        />
      </WithPanel>
    </div>
  );
}

function LeadCard({ lead }: { lead: SampleLead }) {
  return (
    <>
      <div style={{ display: 'flex', gap: 8, alignItems: 'center' }}>
        <LevelTag level={lead.level} />
        <strong style={{ flex: 1, fontSize: 16 }}>{lead.name}</strong>
        <SlaBadge due={lead.due} />
      </div>
      <div style={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between' }}>
        <span>{lead.car}</span>
        <PhoneText masked={lead.phone} onCall={call} />
      </div>
    </>
  );
}
