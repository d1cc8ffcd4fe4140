import type { Platform } from '../platform/platform.ts';
export async function stockSampleShop(_platform: Platform): Promise<void> {}
