/** PLACEHOLDER of the lead: DIFFS overwrites this file. */
const later = (): never => {
  throw new Error('not yet');
};
export const findDifferences = async (..._args: unknown[]): Promise<boolean> => false;
export const findAllDifferences = async (..._args: unknown[]): Promise<void> => {};
export const compareSnapshot = async (
  _ctx: unknown,
  _feed: unknown,
  _connector: unknown,
  _tools: unknown,
  _hooks: {
    onProgress: (share: number | null) => void;
    takeIn: (items: readonly import('../connector.ts').RawItem[]) => Promise<void>;
  },
): Promise<void> => {};
export const listDifferences = async (..._args: unknown[]) => later();
export const listPrecedence = async (..._args: unknown[]) => later();
export const readCensus = async (..._args: unknown[]) => later();
export const resolveDifferences = async (..._args: unknown[]) => later();
export const savePrecedence = async (..._args: unknown[]) => later();
export const freshness = async (..._args: unknown[]) => later();
export const sourcesOf = async (..._args: unknown[]) => later();
