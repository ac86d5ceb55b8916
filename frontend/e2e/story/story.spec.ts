import {
  complaintIsWorked,
  lowAnswerBecomesComplaint,
  oneLifeOnOnePage,
  withoutAnyoneTyping,
  yearLater,
} from './aftercare';
import { delivery, loan, orderAndProgressPage, quoteWithApproval } from './deal';
import { test } from './house';
import { onThePhone } from './phone';
import {
  adviserLogsTheCall,
  appraisal,
  clockRunsOnMyDay,
  platformSendsLead,
  receptionRegisters,
  type Story,
  testDrive,
} from './sales';

// The main job of the product, by clicks: each step goes on where the one before ended.
test.describe.configure({ mode: 'serial' });

const story: Story = {
  // Drawn, so that a demo can be played twice; numbers of the demo's own people lie outside.
  mobile: `1990000${5000 + 2 * Math.floor(Math.random() * 1400)}`,
  adviser: '',
  customer: '',
  order: '',
};

test('1 a platform sends a lead while the advisers look at their day', ({ house }) => platformSendsLead(house, story));
test('2 it stands there live, with a running clock', ({ house }) => clockRunsOnMyDay(house, story));
test('3 the adviser calls and logs it', ({ house }) => adviserLogsTheCall(house, story));
test('4 reception registers who comes', ({ house }) => receptionRegisters(house, story));
test('4 the same on the phone, in the dark', ({ house }) => onThePhone(house, story));
test('5 the test drive', ({ house }) => testDrive(house, story));
test('6 the old car is appraised', ({ house }) => appraisal(house, story));
test('7 a quote above the limit and the manager', ({ house }) => quoteWithApproval(house, story));
test("8 the order and the customer's own page", ({ house }) => orderAndProgressPage(house, story));
test('9 the loan by signed webhooks', ({ house }) => loan(house, story));
test('10 from the inspection to the keys', ({ house }) => delivery(house, story));
test('11 what happens without anyone typing', ({ house }) => withoutAnyoneTyping(house, story));
test('12 a low answer becomes a complaint', ({ house }) => lowAnswerBecomesComplaint(house, story));
test('12 the complaint is worked to its end', ({ house }) => complaintIsWorked(house, story));
test('13 one life on one page', ({ house }) => oneLifeOnOnePage(house, story));
test('and the year after', ({ house }) => yearLater(house, story));
