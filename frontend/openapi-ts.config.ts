import { defineConfig } from '@hey-api/openapi-ts';

export const services = ['leads', 'aftersales', 'loyalty', 'notifications', 'gateway'] as const;

/** One job per service contract; scripts/gen-api.mjs then shares one client runtime between them. */
export default defineConfig(
  services.map((service) => ({
    input: `${process.env.CONTRACTS_DIR ?? '../contracts/openapi'}/${service}.json`,
    output: { path: `src/api/generated/${service}`, clean: true },
    logs: { level: 'warn' as const },
    plugins: [
      '@hey-api/typescript',
      { name: '@hey-api/client-fetch' as const, runtimeConfigPath: '@/api/hey-api' },
      { name: '@hey-api/sdk' as const },
      '@tanstack/react-query' as const,
    ],
  })),
);
