export { defineWaveJobs } from './waves.jobs.ts';
export { wavesProcedures } from './waves.procedures.ts';
