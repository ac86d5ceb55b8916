import { createFileRoute } from '@tanstack/react-router';
import { WebFormsPage } from '@/features/lead-doors/pages/WebFormsPage';
import { i18n, LANGUAGES, loadTexts } from '@/lib/i18n';

export const Route = createFileRoute('/_app/settings/web-forms')({
  // A form begins with its words in both languages, whichever the editor reads.
  loader: async () => {
    await Promise.all([loadTexts('lead-doors'), loadTexts('sales')]);
    await i18n.reloadResources([...LANGUAGES], ['lead-doors']);
  },
  component: WebFormsPage,
});
