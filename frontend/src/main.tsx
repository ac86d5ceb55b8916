import { createRoot } from 'react-dom/client';
import { meQuery } from '@/api/session';
import { App } from '@/app/App';
import { queryClient } from '@/app/router';
import './styles/tokens.css';
import './styles/base.css';

// Asked for at once, beside the route's code, so that the first page waits for one round trip only.
if (!location.pathname.startsWith('/sign-in')) void queryClient.prefetchQuery(meQuery);

const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);
