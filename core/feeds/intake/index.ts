/** PLACEHOLDER of the lead: WEB overwrites this file. */
const later = (): never => {
  throw new Error('not yet');
};
export const listApiKeys = async (..._args: unknown[]) => later();
export const createApiKey = async (..._args: unknown[]) => later();
export const revokeApiKey = async (..._args: unknown[]) => later();
