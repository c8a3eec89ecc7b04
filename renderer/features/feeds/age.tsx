import { useFormat } from '../../lib/format.ts';
import { useNow } from '../../lib/now.ts';

const EACH_SECOND = 1000;

/** How long ago, to the second and alive; the full instant on hover. */
export function Age({ at }: { at: number | null }) {
  const format = useFormat();
  const now = useNow(EACH_SECOND);
  if (at === null) return '–';
  return <time title={format.instant(at)}>{format.age(Math.min(at, now), now)}</time>;
}

/** How long until, to the second and alive; `due` once the time has come. */
export function Until({ at, due }: { at: number; due: string }) {
  const format = useFormat();
  const now = useNow(EACH_SECOND);
  return <time title={format.instant(at)}>{at <= now ? due : format.age(at, now)}</time>;
}
