/** Something in a routing file cannot be understood; the message begins with its place: `line 12, CAPACITY`. */
export class RoutingFileError extends Error {
  constructor(place: string, problem: string) {
    super(`${place}: ${problem}`);
    this.name = 'RoutingFileError';
  }
}

/** @param line counted from 1 */
export function lineError(line: number, field: string, problem: string): RoutingFileError {
  return new RoutingFileError(`line ${line}, ${field}`, problem);
}
