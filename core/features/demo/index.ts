export { defineDemoJob } from './demo.job.ts';
export { createDemo, type DemoProgress, type DemoSummary, WorkspaceNotEmptyError } from './demo.service.ts';
export { generateDemoTask } from './demo.worker.ts';
export { type DemoOptions, type DemoPlan, planDemo } from './demo-options.ts';
