import { fileURLToPath } from 'node:url';
import { tanstackRouter } from '@tanstack/router-plugin/vite';
import react from '@vitejs/plugin-react';
import { visualizer } from 'rollup-plugin-visualizer';
import { defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

const gateway = process.env.GATEWAY_URL ?? 'http://localhost:8000';

/** Link pages (`/p/<token>`) are a second entry; in production the gateway serves public.html for that prefix. */
function linkPages(): Plugin {
  const rewrite = (req: { url?: string }, _res: unknown, next: () => void) => {
    if (req.url?.startsWith('/p/')) req.url = '/public.html';
    next();
  };
  return {
    name: 'chemai-link-pages',
    configureServer: (server) => void server.middlewares.use(rewrite),
    configurePreviewServer: (server) => void server.middlewares.use(rewrite),
  };
}

export default defineConfig(({ mode }) => ({
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: {
    port: 5173,
    proxy: { '/api': { target: gateway, changeOrigin: false } },
    warmup: { clientFiles: ['./src/main.tsx'] },
  },
  // Found at start, because a dependency discovered later reloads the page under whoever works on it.
  optimizeDeps: {
    include: [
      'antd',
      'antd/locale/en_US',
      'antd/locale/zh_CN',
      'antd/es/date-picker/generatePicker',
      '@rc-component/picker/generate/dayjs',
      'dayjs',
      'dayjs/locale/zh-cn',
      '@dnd-kit/core',
      '@tanstack/react-table',
      '@tanstack/react-virtual',
      'cmdk',
      'zod/mini',
    ],
  },
  preview: { proxy: { '/api': { target: gateway, changeOrigin: false } } },
  build: {
    outDir: mode === 'kit' ? '.kit' : 'dist',
    target: 'es2022',
    manifest: true,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      input: { main: 'index.html', public: 'public.html' },
      output: {
        codeSplitting: {
          groups: [{ name: 'react', test: /node_modules\/(react|react-dom|scheduler)\// }],
        },
      },
    },
  },
  plugins: [
    linkPages(),
    tanstackRouter({ target: 'react', autoCodeSplitting: true, routeFileIgnorePattern: '\\.test\\.' }),
    react(),
    VitePWA({
      disable: mode === 'kit',
      registerType: 'prompt',
      injectRegister: false,
      includeAssets: ['favicon.svg', 'boot.js'],
      manifest: {
        name: '车脉 Chemai',
        short_name: '车脉',
        description: '汽车经销商客户关系系统',
        lang: 'zh-CN',
        start_url: '/',
        display: 'standalone',
        background_color: '#eef1f6',
        theme_color: '#1554d1',
        icons: [
          { src: '/favicon.svg', sizes: 'any', type: 'image/svg+xml' },
          { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any maskable' },
        ],
      },
      workbox: {
        globPatterns: ['**/*.{js,css,html}'],
        globIgnores: ['**/public.html', '**/public-*', '**/charts-*'],
        navigateFallback: '/index.html',
        navigateFallbackDenylist: [/^\/api\//, /^\/p\//],
        cleanupOutdatedCaches: true,
      },
    }),
    mode === 'analyze' && visualizer({ filename: 'dist/stats.html', gzipSize: true }),
  ],
}));
