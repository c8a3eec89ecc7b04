export { createDemo, type DemoProgress, type DemoSummary, WorkspaceNotEmptyError } from './demo.service.ts';
export { type DemoOptions, type DemoPlan, planDemo } from './demo-options.ts';
