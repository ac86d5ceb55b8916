import { useState } from 'react';
import { resetBusinessTime } from '@/lib/clock';
import { i18n, setLanguage } from '@/lib/i18n';
import { toggleTheme } from '@/lib/media';
import { Button } from '@/ui/Button';
import { LanguageIcon, MoonIcon } from '@/ui/icons';
import { Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { Tabs } from '@/ui/Tabs';
import { KitBasics } from './KitBasics';
import { KitBoard } from './KitBoard';
import { KitForms } from './KitForms';
import { KitList } from './KitList';
import { START } from './sample';

resetBusinessTime(START);

const PARTS = [
  { id: 'basics', label: '基础' },
  { id: 'list', label: '列表' },
  { id: 'board', label: '看板' },
  { id: 'forms', label: '表单' },
];

/** Every kit component on one dev-only page: for the eye, for axe, and as a source of examples. */
export default function KitPage() {
  const [part, setPart] = useState(location.hash.slice(1) || 'basics');
  const fill = part === 'list' || part === 'board';
  return (
    <div style={{ height: '100dvh', overflow: 'auto' }}>
      <Page fill={fill}>
        <PageHeader
          title="组件样例"
          subtitle="Kit"
          actions={
            <>
              <Button icon={LanguageIcon} onClick={() => void setLanguage(i18n.language === 'en' ? 'zh-CN' : 'en')}>
                中文 / English
              </Button>
              <Button icon={MoonIcon} onClick={toggleTheme}>
                深浅色
              </Button>
            </>
          }
        >
          <Tabs label="Kit" items={PARTS} value={part} onChange={setPart} />
        </PageHeader>
        <Page.Body>
          {part === 'basics' ? <KitBasics /> : null}
          {part === 'list' ? <KitList /> : null}
          {part === 'board' ? <KitBoard /> : null}
          {part === 'forms' ? <KitForms /> : null}
        </Page.Body>
      </Page>
    </div>
  );
}
