/**
 * The only door to antd. Import it from lazy chunks (forms, dialogs), never from a landing route, and wrap what uses it
 * in `AntdScope`. A family that is not listed here has no CSS: add it to theme-tokens.json as well.
 */
export {
  AutoComplete,
  Cascader,
  Checkbox,
  Form,
  Input,
  InputNumber,
  Radio,
  Select,
  Switch,
  TreeSelect,
  Upload,
} from 'antd';
export { AntdScope } from './AntdScope';
export { DatePicker } from './DatePicker';
