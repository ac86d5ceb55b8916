import { lazy, Suspense, useState } from 'react';
import { ApiProblem } from '@/api/problem';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { Chips } from '@/ui/Chips';
import { DateField, DateTimeField } from '@/ui/DateField';
import { FormErrors } from '@/ui/FormErrors';
import { FormField } from '@/ui/FormField';
import { MoneyInput } from '@/ui/MoneyInput';
import { Sheet } from '@/ui/Sheet';
import { type Signature, SignaturePad } from '@/ui/SignaturePad';

const AntdSample = lazy(() => import('./AntdSample'));

const PROBLEM = new ApiProblem(422, 'invalid', '', {
  errors: [
    { pointer: '/mobile', code: 'mobile_invalid', message: '手机号应为 11 位' },
    { pointer: '/other', code: 'x', message: '该门店今天不接受预约' },
  ],
});

export function KitForms() {
  const [result, setResult] = useState<'answered' | 'missed' | null>('answered');
  const [fen, setFen] = useState<number | null>(12_880_000);
  const [date, setDate] = useState<string | null>('2026-11-21');
  const [at, setAt] = useState<string | null>('2026-11-21T02:30:00Z');
  const [booking, setBooking] = useState(false);
  const [bookedOn, setBookedOn] = useState<string | null>('2026-11-21');
  const [signature, setSignature] = useState<Signature | null>(null);
  return (
    <>
      <Card title="跟进">
        <div style={{ display: 'grid', gap: 16, maxWidth: 520 }}>
          <Chips
            label="结果"
            value={result}
            onChange={setResult}
            options={[
              { value: 'answered', label: '已接通' },
              { value: 'missed', label: '未接通' },
            ]}
          />
          <FormField label="手机号" required problem={PROBLEM} pointer="/mobile">
            {(props) => <input {...props} className="control" inputMode="tel" defaultValue="1990000" />}
          </FormField>
          <FormField label="预算" hint={fen === null ? undefined : `${fen} 分`}>
            {(props) => <MoneyInput {...props} value={fen} onChange={setFen} />}
          </FormField>
          <FormField label="日期">{(props) => <DateField {...props} value={date} onChange={setDate} />}</FormField>
          <FormField label="到店时间">{(props) => <DateTimeField {...props} value={at} onChange={setAt} />}</FormField>
          <FormField label="备注">{(props) => <textarea {...props} className="control" rows={3} />}</FormField>
          <Suspense fallback={null}>
            <AntdSample />
          </Suspense>
          <FormErrors problem={PROBLEM} pointers={['/mobile']} />
          <Button onClick={() => setBooking(true)}>预约</Button>
          <Sheet open={booking} onClose={() => setBooking(false)} title="预约到店">
            <FormField label="预约日期">
              {(props) => <DateField {...props} value={bookedOn} onChange={setBookedOn} />}
            </FormField>
          </Sheet>
          <Button variant="primary" size="lg" block>
            保存
          </Button>
        </div>
      </Card>
      <Card title="签名">
        <SignaturePad value={signature} onChange={setSignature} />
      </Card>
    </>
  );
}
