export { type ValidatedOrders, validateAll, validateArrived, validateWithin } from './validate.service.ts';
export { validationProcedures } from './validation.procedures.ts';
export { findByNumber, markCustomersUnseen, markSeen } from './validation.queries.ts';
export { startValidation } from './watch.ts';
