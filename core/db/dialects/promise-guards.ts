import type { DialectName } from '../schema.ts';

/**
 * Triggers that count a hold's lines into `stock_position.reserved_allocated`, as allocations are, and keep
 * `inbound.promised` equal to the open promises against it. Growth beyond what is available, or beyond what an inbound
 * still expected brings, is refused with `insufficient_stock`.
 */
export function promiseGuards(dialect: DialectName): string[] {
  return dialect === 'sqlite' ? SQLITE_GUARDS : POSTGRES_GUARDS;
}

const OPEN_PROMISE = "('held','waiting')";

const units = (row: 'new' | 'old', states: string) =>
  `case when ${row}.status in ${states} then ${row}.quantity else 0 end`;

const heldChange = (change: string, row: 'new' | 'old') => `
  update stock_position set reserved_allocated = reserved_allocated + (${change})
    where product_id = ${row}.product_id and facility_id = ${row}.facility_id;`;

const promisedChange = (change: string, row: 'new' | 'old') => `
  update inbound set promised = promised + (${change}) where id = ${row}.inbound_id;`;

const held = (row: 'new' | 'old') => units(row, "('held')");
const promised = (row: 'new' | 'old') => units(row, OPEN_PROMISE);

const NO_POSITION = `new.status = 'held' and not exists (select 1 from stock_position
    where product_id = new.product_id and facility_id = new.facility_id)`;
const PROMISED_TOO_MUCH = `new.promised > old.promised and (new.promised > new.quantity or new.status <> 'expected')`;

const SQLITE_GUARDS = [
  `create trigger promise_hold_line_insert after insert on promise_hold_line begin
     select raise(abort, 'insufficient_stock') where ${NO_POSITION};${heldChange(held('new'), 'new')} end`,
  `create trigger promise_hold_line_update after update of quantity, status on promise_hold_line begin
     ${heldChange(`${held('new')} - ${held('old')}`, 'new')} end`,
  `create trigger promise_hold_line_delete after delete on promise_hold_line begin ${heldChange(`- ${held('old')}`, 'old')} end`,
  `create trigger inbound_promised_guard before update on inbound when ${PROMISED_TOO_MUCH}
   begin select raise(abort, 'insufficient_stock'); end`,
  `create trigger inbound_promise_insert after insert on inbound_promise begin ${promisedChange(promised('new'), 'new')} end`,
  `create trigger inbound_promise_update after update of quantity, status on inbound_promise begin
     ${promisedChange(`${promised('new')} - ${promised('old')}`, 'new')} end`,
  `create trigger inbound_promise_delete after delete on inbound_promise begin ${promisedChange(`- ${promised('old')}`, 'old')} end`,
];

const POSTGRES_GUARDS = [
  `create function promise_hold_line_take() returns trigger language plpgsql as $$ begin
     if tg_op = 'INSERT' then
       if ${NO_POSITION} then raise exception 'insufficient_stock' using errcode = 'check_violation'; end if;
       ${heldChange(held('new'), 'new')}
     elsif tg_op = 'UPDATE' then ${heldChange(`${held('new')} - ${held('old')}`, 'new')}
     else ${heldChange(`- ${held('old')}`, 'old')} end if;
     return null; end $$`,
  `create trigger promise_hold_line_take after insert or delete or update of quantity, status on promise_hold_line
   for each row execute function promise_hold_line_take()`,
  `create function inbound_promised_guard() returns trigger language plpgsql as $$ begin
     if ${PROMISED_TOO_MUCH} then raise exception 'insufficient_stock' using errcode = 'check_violation'; end if;
     return new; end $$`,
  `create trigger inbound_promised_guard before update on inbound for each row execute function inbound_promised_guard()`,
  `create function inbound_promise_take() returns trigger language plpgsql as $$ begin
     if tg_op = 'INSERT' then ${promisedChange(promised('new'), 'new')}
     elsif tg_op = 'UPDATE' then ${promisedChange(`${promised('new')} - ${promised('old')}`, 'new')}
     else ${promisedChange(`- ${promised('old')}`, 'old')} end if;
     return null; end $$`,
  `create trigger inbound_promise_take after insert or delete or update of quantity, status on inbound_promise
   for each row execute function inbound_promise_take()`,
];
