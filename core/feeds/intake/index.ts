export { createApiKey, keyOfHeader, listApiKeys, revokeApiKey } from './api-keys.ts';
export { type IntakeRequest, intakeRouter } from './intake.procedures.ts';
export { ensureIntakeFeed, type IntakeContext } from './intake.service.ts';
export { intakeDocument } from './intake-document.ts';
export { RateLimit } from './rate-limit.ts';
