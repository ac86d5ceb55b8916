import type { Page } from '@playwright/test';
import { expectNoViolations } from '../accessible';
import { countEffort } from './effort';
import { choose, dialog, find, press, sign } from './hands';
import { dialled, expect, type House } from './house';

const ADVISERS = ['陈晓', '李想', '王悦', '赵一鸣'];
export const CUSTOMER = '司徒云帆';
export const INITIALS = 'styf';

/** What the steps hand on to one another. */
export interface Story {
  mobile: string;
  /** the adviser whose customer it is */
  adviser: string;
  customer: string;
  /** address of the order's page */
  order: string;
}

const tailOf = (story: Story) => story.mobile.slice(-4);
const queueRow = (page: Page, text: string) =>
  page.getByRole('list', { name: '待办队列' }).getByRole('listitem').filter({ hasText: text });

function adf(mobile: string, at: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<adf><prospect status="new">
  <id source="chexun">browser-${mobile}</id><requestdate>${at}</requestdate>
  <vehicle interest="buy" status="new"><year>2026</year><make>远航</make><model>X5</model></vehicle>
  <vehicle interest="trade-in" status="used"><year>2018</year><make>启明</make><model>Q3</model>
    <odometer status="original" units="km">92500</odometer></vehicle>
  <customer><contact><name part="full">${CUSTOMER}</name><phone type="voice">${mobile}</phone>
    <address><city>上海</city><country>CN</country></address></contact>
    <comments>周末想试驾,家里旧车置换</comments></customer>
  <vendor><vendorname>星河路 4S 店</vendorname></vendor><provider><name part="full">汽车之家</name></provider>
</prospect></adf>`;
}

export async function platformSendsLead(house: House, story: Story): Promise<void> {
  for (const name of ADVISERS) {
    const page = await house.page(name);
    await expect(page.getByRole('list', { name: '待办队列' })).toBeVisible();
    await page.evaluate(() => Object.assign(window, { neverReloaded: true }));
  }
  const answer = await house.outside.post('/api/v1/leads/intake/adf', {
    headers: { 'Content-Type': 'application/x-adf+xml', 'X-API-Key': house.partnerKey('车讯线索平台') },
    data: adf(story.mobile, new Date().toISOString()),
  });
  const { results } = (await answer.json()) as {
    results: { outcome: string; customer_id: string; owner: { name: string } }[];
  };
  expect(results[0]?.outcome).toMatch(/^accepted/);
  story.customer = results[0]?.customer_id ?? '';
  story.adviser = results[0]?.owner.name ?? '';
  await expect(queueRow(await house.page(story.adviser), tailOf(story))).toContainText(CUSTOMER);
}

export async function clockRunsOnMyDay(house: House, story: Story): Promise<void> {
  const page = await house.page(story.adviser);
  const row = queueRow(page, tailOf(story));
  await expect(row).toContainText('首响计时');
  await expect(row).toContainText(`199****${tailOf(story)}`);
  const clock = row.getByText(/剩 \d:\d\d/);
  const before = await clock.innerText();
  await expect(clock).not.toHaveText(before);
  await expect(page).toHaveTitle(/^\(\d+\) 今日待办/);
  expect(await page.evaluate(() => 'neverReloaded' in window)).toBe(true);
  for (const other of ADVISERS.filter((name) => name !== story.adviser)) {
    await expect(queueRow(await house.page(other), tailOf(story))).toHaveCount(0);
  }
  await expectNoViolations(page);
}

/** One tap calls the most urgent customer and opens the log; three more, or four keys, write it. */
export async function adviserLogsTheCall(house: House, story: Story): Promise<void> {
  const page = await house.page(story.adviser);
  const row = queueRow(page, tailOf(story));
  const calling = await countEffort(page);
  await press(row, `拨打 ${CUSTOMER}`);
  const sheet = dialog(page, `记录跟进 · ${CUSTOMER}`);
  await expect(sheet).toBeVisible();
  expect(await calling()).toEqual({ taps: 1, keys: 0 });
  await expect.poll(() => dialled(page)).toEqual([story.mobile]);
  await expectNoViolations(page);
  const logging = await countEffort(page);
  await choose(sheet, '结果', '已接通');
  await choose(sheet, '意向级别', /^H/);
  await expect(sheet.getByRole('group', { name: '下次联系' })).toContainText('H 级建议');
  await press(sheet, '保存');
  expect(await logging()).toEqual({ taps: 3, keys: 0 });
  await expect(page.getByText(/已记录，下次联系/)).toBeVisible();
  await expect(row).not.toContainText('首响');
  // The next one by keys alone.
  const another = page
    .getByRole('list', { name: '待办队列' })
    .getByRole('listitem')
    .filter({ hasNotText: tailOf(story) });
  await another.first().getByRole('link').focus();
  const byKeys = await countEffort(page);
  await page.keyboard.press('c');
  await expect(dialog(page, /^记录跟进/)).toBeVisible();
  await page.keyboard.type('2h');
  await page.keyboard.press('Enter');
  expect(await byKeys()).toEqual({ taps: 0, keys: 4 });
  await expect(dialog(page, /^记录跟进/)).toHaveCount(0);
}

/** The front desk knows the mobile: eleven digits and Enter. Who leaves nothing is one tap. */
export async function receptionRegisters(house: House, story: Story): Promise<void> {
  const page = await house.page('林小满');
  await page.getByRole('link', { name: '前台', exact: true }).click();
  await expect(page.getByRole('heading', { name: '前台接待' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: /手机号/ })).toBeVisible();
  const registering = await countEffort(page);
  await page.keyboard.press('n');
  await page.keyboard.type(story.mobile);
  await page.keyboard.press('Enter');
  await expect(page.getByText(`已登记，由${story.adviser}接待`)).toBeVisible();
  expect(await registering()).toEqual({ taps: 0, keys: 13 });
  const inHouse = page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ hasText: `199****${tailOf(story)}` });
  await press(inHouse, `已迎接 ${CUSTOMER}`);
  const counting = await countEffort(page);
  await press(page, /^陌生访客 \+1/);
  await expect(page.getByText('已计入一位未留信息的访客')).toBeVisible();
  expect(await counting()).toEqual({ taps: 1, keys: 0 });
  await expectNoViolations(page);
}

/** From the customer's page to the keys of the test car: a free slot, licence, agreement signed on the screen, kilometres. */
export async function testDrive(house: House, story: Story): Promise<void> {
  const page = await house.page(story.adviser);
  const finding = await countEffort(page);
  await find(page, tailOf(story), CUSTOMER);
  await expect(page).toHaveURL(new RegExp(story.customer));
  expect((await finding()).keys).toBeLessThanOrEqual(6);
  await press(page, '约试驾');
  await page
    .getByRole('button', { name: /^预约 \d.* X5/ })
    .first()
    .click();
  const booking = dialog(page, '预约试驾');
  await expect(booking).toContainText(CUSTOMER);
  await expectNoViolations(page);
  await booking.getByRole('button', { name: /^预约 / }).click();
  const drive = page.getByRole('complementary', { name: CUSTOMER });
  await press(drive, '查验驾照');
  const licence = dialog(page, '查验驾照');
  await licence.getByLabel('驾驶证号').fill('990101198804127735');
  await licence.getByLabel('有效期至').fill('2031-06-30');
  await licence.getByLabel('有效期至').press('Enter');
  await press(licence, '查验通过');
  await press(drive, '签署试驾协议');
  const agreement = dialog(page, '签署试驾协议');
  await sign(agreement);
  await expectNoViolations(page);
  await press(agreement, '确认签署');
  await press(drive, '出发');
  await press(dialog(page, '出发'), '出发');
  await press(drive, '还车并记录反馈');
  const feedback = dialog(page, '还车并记录反馈');
  for (const item of ['动力', '操控', '舒适', '空间', '静谧', '制动']) await choose(feedback, item, /^8$/);
  await feedback.getByLabel('还车里程（公里）').fill('9000');
  await press(feedback, '还车完成');
  await expect(drive).toContainText('已完成');
  await expectNoViolations(page);
}

/** The car of the lead is filled in already; the appraiser that the system chose looks at it, the adviser makes the offer. */
export async function appraisal(house: House, story: Story): Promise<void> {
  const page = await house.page(story.adviser);
  await press(page.getByRole('complementary', { name: CUSTOMER }), '更多');
  await page.getByRole('menuitem', { name: '约旧车评估' }).click();
  const request = dialog(page, '申请评估');
  await expect(request.getByLabel('车系')).toHaveValue('Q3');
  await expect(request.getByLabel('里程（公里）')).toHaveValue('92500');
  await press(request, '提交申请');
  const car = page.getByRole('complementary', { name: '启明 Q3' });
  await expect(car).toContainText('待检测');
  const path = new URL(page.url());
  const appraiser = await house.page('韩峰');
  await appraiser.goto(`${path.pathname}${path.search}`);
  const file = appraiser.getByRole('complementary', { name: '启明 Q3' });
  await press(file, '车况检测');
  const inspection = dialog(appraiser, /^车况检测/);
  await expectNoViolations(appraiser);
  await press(inspection, /^提交检测/);
  await press(file, '定价');
  const value = dialog(appraiser, '定价');
  await value.getByLabel('评估价').fill('56000');
  await value.getByLabel('定价依据').fill('同款近期成交三台');
  await press(value, '保存定价');
  await expect(inspection).toHaveCount(0);
  await page.reload();
  await press(car, '向客户报价');
  await press(dialog(page, '向客户报价'), '报给客户');
  await press(car, '客户接受');
  await expect(car).toContainText('客户已接受');
  await expectNoViolations(page);
}
