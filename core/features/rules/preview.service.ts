import type { ActivationConsequences, DocumentPreview, RuleDocument } from '../../contract/rules.ts';
import type { AppContext } from '../context.ts';
import { findFacilityFacts, findOpenOrders } from './open-orders.queries.ts';
import { compareDocuments, type PreviewFacts, previewRules, ruleDifferences } from './preview.ts';
import { EMPTY_DOCUMENT, versionInForce } from './rule-set.ts';
import { findInForce, findRejectionsSince, listVersions } from './rules.queries.ts';
import { existingVersion } from './rules.service.ts';

const REJECTIONS_SEEN_MS = 7 * 86_400_000;

/** What each rule of a document would do to the orders that wait now. */
export async function previewDocument(ctx: AppContext, document: RuleDocument): Promise<DocumentPreview> {
  const started = performance.now();
  const facts = await previewFacts(ctx);
  const rules = previewRules(document, facts);
  return { openOrders: facts.orders.length, rules, tookMs: performance.now() - started };
}

/** What activating a version would change. */
export async function activationConsequences(
  ctx: AppContext,
  versionId: number,
): Promise<ActivationConsequences> {
  const now = ctx.clock();
  const [version, current, versions, facts] = await Promise.all([
    existingVersion(ctx, versionId),
    findInForce(ctx.db, now),
    listVersions(ctx.db, now),
    previewFacts(ctx),
  ]);
  const replaces =
    versions.find(({ setId, status }) => setId === version.setId && status === 'active') ?? null;
  const after = versions
    .filter(({ id }) => id !== replaces?.id)
    .map((one) => (one.id === versionId ? { ...one, status: 'active' as const, activatedAt: now } : one));
  const before = current?.document ?? EMPTY_DOCUMENT;
  return {
    replaces,
    inForceNow: versionInForce(after, now)?.id === versionId,
    ...ruleDifferences(before, version.document),
    openOrders: facts.orders.length,
    ...compareDocuments(before, version.document, facts),
  };
}

async function previewFacts(ctx: AppContext): Promise<PreviewFacts> {
  const now = ctx.clock();
  const [orders, facilities, rejections] = await Promise.all([
    findOpenOrders(ctx.db),
    findFacilityFacts(ctx.db),
    findRejectionsSince(ctx.db, now - REJECTIONS_SEEN_MS),
  ]);
  return { orders, facilities, rejections, now };
}
