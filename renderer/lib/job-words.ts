import type { TFunction } from 'i18next';
import type { JobView } from '../../core/contract/jobs.ts';
import type { Format } from './format.ts';

/** What the job says it is doing, its numbers written as people write them; empty when it says nothing. */
export function jobMessage(job: JobView, t: TFunction, format: Format): string {
  if (!job.message) return '';
  const { code, values = {} } = job.message;
  const written = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'number' ? format.integer(value) : value,
    ]),
  );
  return t(`jobs:message.${code}`, { defaultValue: code, ...written });
}

/** "Sourcing proposal": what people call this kind of job. */
export function jobTitle(job: JobView, t: TFunction): string {
  return t(`jobs:kind.${job.kind}`, { defaultValue: job.kind });
}
