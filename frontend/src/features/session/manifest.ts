import { defineFeature } from '@/lib/feature';

export default defineFeature({});
