import { useState } from 'react';
import { toast } from '@/lib/toast';
import { Board } from '@/ui/board/Board';
import { MoneyText } from '@/ui/MoneyText';
import { SlaBadge } from '@/ui/SlaBadge';
import { LevelTag } from '@/ui/Tag';
import { type SampleLead, STAGES, sampleLeads } from './sample';

export function KitBoard() {
  const [leads, setLeads] = useState(() => sampleLeads(0, 24));
  const move = (lead: SampleLead, stage: string) => {
    const before = leads;
    setLeads(leads.map((item) => (item.id === lead.id ? { ...item, stage } : item)));
    toast(`${lead.name} → ${STAGES.find((item) => item.id === stage)?.title}`, { undo: () => setLeads(before) });
  };
  return (
    <Board
      label="线索看板"
      columns={STAGES.map((stage) => {
        const items = leads.filter((lead) => lead.stage === stage.id);
        return { ...stage, items, note: <MoneyText fen={items.reduce((sum, lead) => sum + lead.fen, 0)} short /> };
      })}
      itemKey={(lead) => lead.id}
      itemLabel={(lead) => lead.name}
      card={(lead) => (
        <div style={{ display: 'grid', gap: 6 }}>
          <div style={{ display: 'flex', gap: 8, alignItems: 'center' }}>
            <LevelTag level={lead.level} />
            <strong>{lead.name}</strong>
          </div>
          <div style={{ color: 'var(--ink-2)', fontSize: 13 }}>{lead.car}</div>
          <div>
            <SlaBadge due={lead.due} />
          </div>
        </div>
      )}
      onMove={move}
      onOpen={(lead) => toast(lead.name)}
    />
  );
}
