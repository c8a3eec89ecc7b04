/** PLACEHOLDER of the lead: CARRIER overwrites this file. */
const later = (): never => {
  throw new Error('not yet');
};
export const demoCarriersOf = (_ctx: unknown) => ({
  state: async () => later(),
  change: async (_input: unknown) => later(),
});
