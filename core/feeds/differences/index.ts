export { compareSnapshot } from './compare-snapshot.ts';
export { findAllDifferences, findDifferences } from './find.ts';
export { freshness, listDifferences, readCensus, sourcesOf } from './list.ts';
export { listPrecedence, savePrecedence } from './precedence.service.ts';
export { winnerOf } from './precedence.ts';
export { resolveDifferences } from './resolve.ts';
