import type { DetectionSettings } from '../../contract/incident-detection.ts';
import type { IncidentKind } from '../../contract/incidents.ts';
import type { AppContext } from '../context.ts';
import { rulesFrom } from './detection-rules.ts';
import { gatherNetwork } from './gather-network.service.ts';
import { findInNetwork } from './network-findings.ts';
import { readDetectionSettings } from './settings.service.ts';

/** What is found wrong now under settings in force, and what would be under others. Nothing is written. */
export async function previewDetection(ctx: AppContext, settings: DetectionSettings) {
  const at = ctx.clock();
  const settingsInForce = await readDetectionSettings(ctx);
  const inForce = rulesFrom(settingsInForce);
  const wanted = rulesFrom(settings);
  const counts = new Map<IncidentKind, { before: number; after: number }>();
  const count = (kind: IncidentKind, when: 'before' | 'after', more = 1) => {
    const own = counts.get(kind) ?? { before: 0, after: 0 };
    own[when] += more;
    counts.set(kind, own);
  };
  const shipments = await ctx.grids.underWay.count({ settings: [settingsInForce, settings], now: at });
  for (const [when, found] of [
    ['before', shipments[0]],
    ['after', shipments[1]],
  ] as const) {
    for (const [kind, more] of Object.entries(found ?? {})) count(kind as IncidentKind, when, more);
  }
  const network = await gatherNetwork(ctx, [settingsInForce, settings], at);
  for (const { kind } of findInNetwork(network, inForce, at)) count(kind, 'before');
  for (const { kind } of findInNetwork(network, wanted, at)) count(kind, 'after');
  const kinds = [...counts].map(([kind, own]) => ({ kind, ...own }));
  const sum = (when: 'before' | 'after') => kinds.reduce((total, own) => total + own[when], 0);
  return { before: sum('before'), after: sum('after'), kinds };
}
