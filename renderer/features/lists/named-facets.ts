import type { Facet } from '../../../core/contract/base.ts';

/**
 * Facets under their names in the user's language. What is chosen stays among them with a count of 0 when no row has
 * it any more, so that it can still be seen and removed.
 */
export function namedFacets(
  facets: readonly Facet[] | undefined,
  chosen: readonly (string | number)[] | undefined,
  name: (facet: Facet) => string,
): Facet[] | undefined {
  if (!facets) return undefined;
  const missing = (chosen ?? [])
    .map(String)
    .filter((value) => !facets.some((facet) => facet.value === value))
    .map((value) => ({ value, label: value, count: 0 }));
  return [...facets, ...missing].map((facet) => ({ ...facet, label: name(facet) }));
}
