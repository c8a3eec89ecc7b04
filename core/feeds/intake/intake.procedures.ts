import { implement, ORPCError } from '@orpc/server';
import { intakeContract } from '../../contract/intake.ts';
import { acceptRecords, type IntakeContext, requestOutcome } from './intake.service.ts';
import { holdFor, quoteFor, releaseFor } from './intake-promises.ts';

/** A request to the API; without a key only what is open may be asked. */
export interface IntakeRequest {
  intake: IntakeContext | null;
}

/** Records are checked one by one by the service, so that a wrong one does not keep the others out. */
const os = implement(intakeContract, { initialInputValidationIndex: Number.NaN })
  .$context<IntakeRequest>()
  .use(({ context, next, procedure }) => {
    const { scope } = procedure['~orpc'].meta;
    if (scope === 'open') return next();
    if (!context.intake) throw new ORPCError('UNAUTHORIZED', { message: 'A key is needed here.' });
    const { key } = context.intake;
    if (scope !== null && !key.scopes.includes(scope)) {
      throw new ORPCError('FORBIDDEN', {
        message: `The key ${key.prefix}… has no scope “${scope}”.`,
        data: { action: 'Make a key with this scope in Feeds.' },
      });
    }
    return next();
  });

const known = (context: IntakeRequest): IntakeContext => {
  if (!context.intake) throw new ORPCError('UNAUTHORIZED', { message: 'A key is needed here.' });
  return context.intake;
};

/** Every procedure of the intake API, bound. */
export const intakeRouter = os.router({
  health: os.health.handler(() => ({ status: 'ok' as const })),
  orders: os.orders.handler(({ context, input }) => acceptRecords(known(context), 'orders', input)),
  stock: os.stock.handler(({ context, input }) => acceptRecords(known(context), 'stock', input)),
  products: os.products.handler(({ context, input }) => acceptRecords(known(context), 'products', input)),
  shipments: os.shipments.handler(({ context, input }) => acceptRecords(known(context), 'shipments', input)),
  tracking: os.tracking.handler(({ context, input }) => acceptRecords(known(context), 'tracking', input)),
  quote: os.quote.handler(({ context, input }) => quoteFor(known(context), input)),
  hold: os.hold.handler(({ context, input }) => holdFor(known(context), input)),
  release: os.release.handler(({ context, input }) => releaseFor(known(context), input)),
  outcome: os.outcome.handler(async ({ context, input }) => {
    const outcome = await requestOutcome(known(context), String(input.id));
    if (outcome) return outcome;
    throw new ORPCError('NOT_FOUND', {
      message: 'This key sent no such request, or sent it more than a week ago.',
    });
  }),
});
