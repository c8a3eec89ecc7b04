const PART = /^(row|column|line|element) (.+)$/;

export interface PlacePart {
  kind: 'row' | 'column' | 'line' | 'element';
  /** A number, or the column's name. */
  which: string;
}

/** The parts of a place in a file as the core tells it (`row 7, column “on hand”`), or null where it is no such place. */
export function placeInFile(place: string): PlacePart[] | null {
  const parts = place.split(/, (?=column )/).map((part): PlacePart | null => {
    const [, kind, which] = PART.exec(part) ?? [];
    return which ? { kind: kind as PlacePart['kind'], which: which.replace(/^“|”$/g, '') } : null;
  });
  return parts.includes(null) ? null : (parts as PlacePart[]);
}
