import { defineConfig } from '@hey-api/openapi-ts';

const services = (process.env.GENERATED_SERVICES ?? 'leads,aftersales,loyalty,notifications,gateway').split(',');
const contracts = process.env.CONTRACTS_DIR ?? '../contracts/openapi';
const generated = process.env.GENERATED_DIR ?? 'src/api/generated';

/** One job per service contract. Run it through scripts/gen-api.mjs, which shares one client runtime between them. */
export default defineConfig(
  services.map((service) => ({
    input: `${contracts}/${service}.json`,
    output: { path: `${generated}/${service}`, clean: true },
    logs: { level: 'warn' as const },
    plugins: [
      '@hey-api/typescript' as const,
      { name: '@hey-api/client-fetch' as const, runtimeConfigPath: '@/api/hey-api' },
      { name: '@hey-api/sdk' as const },
      '@tanstack/react-query' as const,
    ],
  })),
);
