import type { Rule, RuleOf } from '../../contract/rules.ts';
import type { Siting } from '../../solvers/sourcing/index.ts';
import { fitsFacility } from './conditions.ts';
import type { FacilityFacts } from './facts.ts';

export type SitingRule = RuleOf<'eligibility'> | RuleOf<'preference'>;

/** A facility that an order avoids because it was rejected there. */
export type Avoidance = { facility: number; rule: number; hard: boolean };

export function isSitingRule(rule: Rule): rule is SitingRule {
  return rule.kind === 'eligibility' || rule.kind === 'preference';
}

/** What rules say of facilities, made once for all orders that the same rules are about. */
export class SitingBook {
  readonly sitings: Siting[] = [];
  private readonly rules: readonly { rule: SitingRule; index: number }[];
  private readonly facilities: readonly FacilityFacts[];
  private readonly known = new Map<string, number>();
  private readonly verdicts = new Map<number, Verdict[]>();

  /** @param rules with their index among all rules. */
  constructor(rules: readonly { rule: SitingRule; index: number }[], facilities: readonly FacilityFacts[]) {
    this.rules = rules;
    this.facilities = facilities;
  }

  /** Index of the siting for these rules (by their place in the book) and avoidances; undefined when nothing is said. */
  indexOf(places: readonly number[], avoidances: readonly Avoidance[]): number | undefined {
    if (places.length === 0 && avoidances.length === 0) return undefined;
    const avoided = avoidances.map(({ facility, rule, hard }) => `${facility}:${rule}:${hard}`);
    const key = `${places.join()}|${avoided.join()}`;
    let index = this.known.get(key);
    if (index === undefined) {
      index = this.sitings.push(this.make(places, avoidances)) - 1;
      this.known.set(key, index);
    }
    return index;
  }

  private make(places: readonly number[], avoidances: readonly Avoidance[]): Siting {
    const count = this.facilities.length;
    const excludedBy = new Int32Array(count).fill(-1);
    const priceMinor = new Float64Array(count);
    const lastResortBy = new Int32Array(count).fill(-1);
    for (const place of places) {
      const { index } = this.rules[place] as { index: number };
      for (const [facility, verdict] of this.verdictsOf(place).entries()) {
        priceMinor[facility] = (priceMinor[facility] as number) + verdict.priceMinor;
        if (verdict.excluded && excludedBy[facility] === -1) excludedBy[facility] = index;
        if (verdict.lastResort && lastResortBy[facility] === -1) lastResortBy[facility] = index;
      }
    }
    for (const { facility, rule, hard } of avoidances) {
      const list = hard ? excludedBy : lastResortBy;
      if (list[facility] === -1) list[facility] = rule;
    }
    return { excludedBy, priceMinor, lastResortBy };
  }

  private verdictsOf(place: number): Verdict[] {
    let verdicts = this.verdicts.get(place);
    if (!verdicts) {
      const { rule } = this.rules[place] as { rule: SitingRule };
      verdicts = this.facilities.map((facility) => verdictOf(rule, facility));
      this.verdicts.set(place, verdicts);
    }
    return verdicts;
  }
}

type Verdict = { excluded: boolean; lastResort: boolean; priceMinor: number };

/** What one rule says of one facility. */
export function verdictOf(rule: SitingRule, facility: FacilityFacts): Verdict {
  if (rule.kind === 'preference') {
    const place = rule.ranking.findIndex((condition) => fitsFacility(condition, facility));
    const places = place === -1 ? rule.ranking.length : place;
    return { excluded: false, lastResort: false, priceMinor: places * rule.stepMinor };
  }
  const hit = fitsFacility(rule.facilities, facility) === (rule.may === 'never');
  return {
    excluded: hit && rule.strength === 'hard',
    lastResort: hit && rule.strength === 'lastResort',
    priceMinor: hit && rule.strength === 'price' ? rule.priceMinor : 0,
  };
}
