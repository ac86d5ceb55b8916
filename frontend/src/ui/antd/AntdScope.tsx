import { theme as antdTheme, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMediaQuery, useTheme } from '@/lib/media';
import '@/styles/antd.gen.css';
import tokens from './theme-tokens.json';

/** Popups inside a modal dialog must live in it: everything outside is inert and below it. */
const popupContainer = (trigger?: HTMLElement) => trigger?.closest('dialog') ?? document.body;

/** Gives antd our theme, language and extracted CSS. Cheap enough to wrap a single picker. */
export function AntdScope({ children }: { children: ReactNode }) {
  const { i18n } = useTranslation();
  const mode = useTheme();
  const still = useMediaQuery('(prefers-reduced-motion: reduce)');
  const english = i18n.language === 'en';
  dayjs.locale(english ? 'en' : 'zh-cn');
  return (
    <ConfigProvider
      locale={english ? enUS : zhCN}
      button={{ autoInsertSpace: false }}
      getPopupContainer={popupContainer}
      theme={{
        zeroRuntime: true,
        hashed: false,
        cssVar: { key: mode === 'dark' ? 'dcd' : 'dc' },
        algorithm: mode === 'dark' ? antdTheme.darkAlgorithm : antdTheme.defaultAlgorithm,
        token: { ...tokens.shared, ...tokens[mode], motion: !still },
      }}
    >
      {children}
    </ConfigProvider>
  );
}
