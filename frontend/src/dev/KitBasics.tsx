import { useState } from 'react';
import { ApiProblem } from '@/api/problem';
import { toast } from '@/lib/toast';
import { Avatar } from '@/ui/Avatar';
import { Button } from '@/ui/Button';
import { Card, Stat } from '@/ui/Card';
import { CarIcon, CheckCircleIcon, EditIcon, PhoneIcon, PlusIcon, TrashIcon } from '@/ui/icons';
import { KeyValue } from '@/ui/KeyValue';
import { Menu } from '@/ui/Menu';
import { MoneyText } from '@/ui/MoneyText';
import { Columns } from '@/ui/Page';
import { PhoneText } from '@/ui/PhoneText';
import { Sheet } from '@/ui/Sheet';
import { CardsSkeleton, RowsSkeleton } from '@/ui/Skeleton';
import { SlaBadge } from '@/ui/SlaBadge';
import { EmptyState, ErrorState, ForbiddenState, NoResultState } from '@/ui/States';
import { Steps } from '@/ui/Steps';
import { LevelTag, StatusTag, type Tone } from '@/ui/Tag';
import { Timeline } from '@/ui/Timeline';
import { START } from './sample';

const TONES: Tone[] = ['neutral', 'info', 'success', 'warning', 'danger', 'violet', 'teal'];
const at = (minutes: number) => new Date(Date.parse(START) + minutes * 60_000).toISOString();
const row = { display: 'flex', gap: 8, flexWrap: 'wrap', alignItems: 'center' } as const;
const reveal = () => Promise.resolve('199 0000 0001');

export function KitBasics() {
  return (
    <Columns
      main={
        <>
          <Card title="今日数字">
            <div style={{ ...row, gap: 40 }}>
              <Stat label="新线索" value="18" note="目标 20" />
              <Stat label="首响达标" value="94%" tone="success" note="5 分钟内" />
              <Stat label="超时" value="3" tone="danger" />
              <Stat label="本月成交" value={<MoneyText fen={1_288_000_000} short />} />
            </div>
          </Card>
          <Buttons />
          <Card title="标签与时限">
            <div style={{ ...row, paddingBottom: 12 }}>
              {TONES.map((tone) => (
                <StatusTag key={tone} tone={tone}>
                  {tone}
                </StatusTag>
              ))}
              {['O', 'H', 'A', 'B', 'C', 'N', 'D'].map((level) => (
                <LevelTag key={level} level={level} title={`级别 ${level}`} />
              ))}
            </div>
            <div style={row}>
              <SlaBadge due={at(4.5)} />
              <SlaBadge due={at(-12)} />
              <SlaBadge due={at(150)} />
              <SlaBadge due={at(-60 * 80)} />
              <SlaBadge due={at(5)} doneAt={at(3)} />
              <SlaBadge due={at(5)} doneAt={at(9)} />
              <PhoneText masked="199****0001" onReveal={reveal} onCall={reveal} />
            </div>
          </Card>
          <Card title="成交进度">
            <Steps
              label="成交进度"
              steps={[
                { id: 'a', label: '到店', state: 'done', note: '11-18' },
                { id: 'b', label: '试驾', state: 'done', note: '11-19' },
                { id: 'c', label: '报价', state: 'current' },
                { id: 'd', label: '签约', state: 'todo' },
                { id: 'e', label: '交车', state: 'todo' },
              ]}
            />
          </Card>
          <Card title="状态">
            <EmptyState
              icon={CheckCircleIcon}
              title="今天没有待办"
              text="新线索会出现在这里。"
              action={<Button variant="primary">新建线索</Button>}
              compact
            />
            <NoResultState onClear={() => undefined} />
            <ErrorState
              error={new ApiProblem(500, 'http_500', '', { trace_id: '7f3a' })}
              onRetry={() => undefined}
              compact
            />
            <ForbiddenState compact />
          </Card>
          <RowsSkeleton rows={3} />
          <CardsSkeleton cards={2} />
        </>
      }
      side={
        <>
          <Card title="客户">
            <div style={{ ...row, paddingBottom: 16 }}>
              <Avatar name="王伟" size="lg" />
              <Avatar name="Zhang Wei" />
              <Avatar name="陈晓" size="sm" />
            </div>
            <KeyValue
              items={[
                { id: '1', label: '意向车型', value: '海豹 06 DM-i', wide: true },
                { id: '2', label: '预算', value: <MoneyText fen={12_880_000} /> },
                { id: '3', label: '来源', value: '垂媒线索' },
                { id: '4', label: '旧车', value: null },
                { id: '5', label: '贷款', value: '24 期' },
              ]}
            />
          </Card>
          <Card title="时间线">
            <Timeline
              label="时间线"
              entries={[
                {
                  id: '1',
                  at: at(-6),
                  title: '电话已接通',
                  icon: PhoneIcon,
                  tone: 'success',
                  by: '陈晓',
                  body: '周六上午带家人来看车,关注油耗和置换价格。',
                },
                { id: '2', at: at(-90), title: '预约试驾', icon: CarIcon, tone: 'info', by: '林婷' },
                { id: '3', at: at(-1500), title: '线索进入', icon: PlusIcon, by: '系统' },
              ]}
            />
          </Card>
        </>
      }
    />
  );
}

function Buttons() {
  const [open, setOpen] = useState(false);
  return (
    <Card title="按钮">
      <div style={row}>
        <Button variant="primary" icon={PlusIcon} keys="n">
          新建线索
        </Button>
        <Button onClick={() => setOpen(true)}>打开弹层</Button>
        <Button variant="soft">次要</Button>
        <Button variant="ghost">文字</Button>
        <Button variant="danger">战败</Button>
        <Button variant="primary" loading>
          保存
        </Button>
        <Button disabled>不可用</Button>
        <Button onClick={() => toast('已改派给林婷', { tone: 'success', undo: () => undefined })}>提示</Button>
        <Menu
          label="更多操作"
          items={[
            { id: 'edit', label: '编辑', icon: EditIcon, onSelect: () => undefined },
            { id: 'delete', label: '删除', icon: TrashIcon, danger: true, onSelect: () => undefined },
          ]}
          trigger={(props) => <Button {...props}>更多</Button>}
        />
      </div>
      <Sheet
        open={open}
        onClose={() => setOpen(false)}
        title="记录跟进"
        footer={
          <>
            <Button onClick={() => setOpen(false)}>取消</Button>
            <Button variant="primary">保存</Button>
          </>
        }
      >
        三步以内完成一次跟进。
      </Sheet>
    </Card>
  );
}
