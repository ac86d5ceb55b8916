// Writes src/routeTree.gen.ts without starting Vite, for typecheck and tests.
import { Generator, getConfig } from '@tanstack/router-generator';

const root = process.cwd();
const config = getConfig({ target: 'react', autoCodeSplitting: true, routeFileIgnorePattern: '\\.test\\.' }, root);
await new Generator({ config, root }).run();
