import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { I18nextProvider } from 'react-i18next';
import { i18n } from '@/lib/i18n';
import { Toaster } from '@/ui/Toaster';
import { queryClient, router } from './router';
import { UpdatePrompt } from './UpdatePrompt';

export function App() {
  return (
    <I18nextProvider i18n={i18n}>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
        <Toaster />
        {import.meta.env.PROD ? <UpdatePrompt /> : null}
      </QueryClientProvider>
    </I18nextProvider>
  );
}
