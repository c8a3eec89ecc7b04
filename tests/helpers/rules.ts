import { type Rule, type RuleDocument, type RuleKind, ruleDocument } from '../../core/contract/rules.ts';
import type { AppContext } from '../../core/features/context.ts';
import {
  activateRuleVersion,
  listRuleVersions,
  saveRuleVersion,
} from '../../core/features/rules/rules.service.ts';

type Given<K extends RuleKind> = Omit<Extract<Rule, { kind: K }>, 'id' | 'name' | 'enabled' | 'kind'>;

/** A rule with an id and a name, both as said. */
export function rule<K extends RuleKind>(kind: K, name: string, given: Given<K>): Rule {
  return { id: name, name, enabled: true, kind, ...given } as unknown as Rule;
}

export function documentOf(rules: Rule[], more: Partial<RuleDocument> = {}): RuleDocument {
  return ruleDocument.parse({ rules, ...more });
}

/** Puts a document into force as the next version of the default set. @returns the version's id */
export async function putInForce(
  ctx: AppContext,
  rules: Rule[],
  more: Partial<RuleDocument> = {},
): Promise<number> {
  const [newest] = await listRuleVersions(ctx);
  const { versionId } = await saveRuleVersion(ctx, {
    versionId: newest?.id ?? 0,
    document: documentOf(rules, more),
    validFrom: null,
    validTo: null,
  });
  await activateRuleVersion(ctx, versionId);
  return versionId;
}
