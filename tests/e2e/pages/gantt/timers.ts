/** Stands in for Node's `timers/promises`: the core's arithmetic lets others pass now and then. */
export function setImmediate(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
