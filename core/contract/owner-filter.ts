import { z } from 'zod';

/**
 * Whose. `team`: given to one of my teams, owned by one of their members, or owned by nobody, given to no team and of a kind that one of
 * them looks after.
 */
export const ownerFilter = z.enum(['me', 'team', 'nobody', 'all']);
export type OwnerFilter = z.infer<typeof ownerFilter>;
