export type { LaunchedServer, LaunchServer } from './client.ts';
export { createDemoCarriers, DemoCarriers, demoCarriersOf } from './demo-carriers.service.ts';
