export { defineLearningJobs } from './learning.jobs.ts';
export { learningProcedures } from './learning.procedures.ts';
