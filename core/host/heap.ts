import { setFlagsFromString } from 'node:v8';

/**
 * Keeps V8's nursery at its first size in this thread, whatever program the core runs in (the nursery of its other
 * threads is set where they are started): what passes through the core is gone at once, and a large nursery would
 * only hold it longer. Call it before anything is loaded.
 */
export function keepNurserySmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}
