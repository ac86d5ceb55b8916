import dayjsConfig from '@rc-component/picker/generate/dayjs';
import generatePicker from 'antd/es/date-picker/generatePicker';
import dayjs, { type Dayjs } from 'dayjs';
import { businessNow } from '@/lib/clock';
import { toWall } from '@/lib/time';

/** antd's date picker whose "today" and "now" are business time on the store's clock, not the device's date. */
export const DatePicker = generatePicker<Dayjs>({
  ...dayjsConfig,
  getNow: () => {
    const now = businessNow();
    return now === null ? dayjsConfig.getNow() : dayjs(toWall(now));
  },
});
