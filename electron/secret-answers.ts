import type { SecretAnswer, SecretQuestion } from '../core/contract/desktop.ts';
import type { Secrets } from './secrets.ts';

const FEEDS_ONLY = /^feed\.[a-z0-9.-]+$/;

/** Answers the core's question for a secret: those of feeds, and no others. */
export function answerSecret(secrets: Secrets, question: SecretQuestion): SecretAnswer {
  const { request, action, name, value } = question;
  const answer = { type: 'secret' as const, request };
  try {
    if (!FEEDS_ONLY.test(name)) throw new Error(`${name} is not a secret of a feed.`);
    if (action === 'get') return { ...answer, value: secrets.get(name) };
    if (action === 'names') return { ...answer, names: secrets.names(name) };
    if (action === 'delete') secrets.delete(name);
    else secrets.set(name, value ?? '');
    return answer;
  } catch (error) {
    return { ...answer, refusal: error instanceof Error ? error.message : String(error) };
  }
}
