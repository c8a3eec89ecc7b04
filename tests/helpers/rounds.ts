const THOROUGHNESS = Number(process.env.VIGIE_THOROUGHNESS ?? 1);

/** How many random cases a property is tried on: few with each commit, `VIGIE_THOROUGHNESS=20` times as many before a release. */
export function rounds(usual: number): number {
  return Math.ceil(usual * THOROUGHNESS);
}
