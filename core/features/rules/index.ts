export { applyRules, type RunFacts } from './apply-rules.ts';
export { type CompiledRules, compileRules } from './compile.ts';
export { isOneOf, isWithin } from './conditions.ts';
export type { FacilityFacts, OrderFacts, RejectionFacts } from './facts.ts';
export type { ShareFacts } from './fair-share.ts';
export { withFairShares } from './ruled-solver.ts';
export { defineRulesJobs } from './rules.jobs.ts';
export { rulesProcedures } from './rules.procedures.ts';
export { type RulesOfRun, rulesForRun } from './rules.queries.ts';
