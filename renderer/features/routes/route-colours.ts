/** Hues that neighbours tell apart, dark enough for white figures on light ground and light enough for dark ones on dark ground. */
const LIGHT = [
  '#1f56d8',
  '#b4480c',
  '#0b7a68',
  '#8a2bb5',
  '#a8215a',
  '#4d6b00',
  '#0a6f9e',
  '#8a5a00',
  '#5146c9',
  '#b3261e',
  '#2a7a2e',
  '#6b5560',
];
const DARK = [
  '#86a8ff',
  '#ffa46b',
  '#55cdb6',
  '#d49bf5',
  '#ff8fbb',
  '#b9d45a',
  '#6fc8f0',
  '#f1bd5e',
  '#aca4ff',
  '#ff8f85',
  '#83d688',
  '#cdb5c1',
];

/** The colour of a plan's n-th route, the same on map, list and Gantt. Colours come again after twelve: labels tell routes apart. */
export function routeColour(index: number, scheme: string): string {
  const palette = scheme === 'dark' ? DARK : LIGHT;
  return palette[index % palette.length] ?? '#808080';
}
