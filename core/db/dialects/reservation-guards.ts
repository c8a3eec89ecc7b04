import type { DialectName } from '../schema.ts';

const ACTIVE = "('reserved','released')";

/**
 * Triggers that keep `stock_position.reserved_allocated` and `order_line.quantity_allocated` equal to the sums of the
 * active allocations and refuse, with the message `insufficient_stock`, any growth of a reservation beyond what is
 * available. The refusal is the database's own: no command can get around it.
 */
export function reservationGuards(dialect: DialectName): string[] {
  return dialect === 'sqlite' ? SQLITE_GUARDS : POSTGRES_GUARDS;
}

/** The guard of positions as it is since units can be blocked: what is blocked is not available either. */
export function availabilityGuard(dialect: DialectName): string[] {
  return dialect === 'sqlite'
    ? [
        'drop trigger stock_position_guard',
        `create trigger stock_position_guard before update on stock_position
         when new.reserved_allocated > old.reserved_allocated and ${OVERDRAWN}
         begin select raise(abort, 'insufficient_stock'); end`,
      ]
    : [
        `create or replace function stock_position_guard() returns trigger language plpgsql as $$ begin
           if new.reserved_allocated > old.reserved_allocated and ${OVERDRAWN} then
             raise exception 'insufficient_stock' using errcode = 'check_violation';
           end if; return new; end $$`,
      ];
}

const OVERDRAWN =
  'new.on_hand - new.blocked - new.reserved_external - new.reserved_allocated - new.safety_stock < 0';

const take = (row: 'new' | 'old', sign: '+' | '-') => `
  update stock_position set reserved_allocated = reserved_allocated ${sign} ${row}.quantity
    where product_id = ${row}.product_id and facility_id = ${row}.facility_id and ${row}.status in ${ACTIVE};
  update order_line set quantity_allocated = quantity_allocated ${sign} ${row}.quantity
    where id = ${row}.order_line_id and ${row}.status in ${ACTIVE};`;

const refuseWithoutPosition = `
  select raise(abort, 'insufficient_stock') where new.status in ${ACTIVE} and not exists (
    select 1 from stock_position where product_id = new.product_id and facility_id = new.facility_id);`;

const SQLITE_GUARDS = [
  `create trigger stock_position_guard before update on stock_position
   when new.reserved_allocated > old.reserved_allocated
    and new.on_hand - new.reserved_external - new.reserved_allocated - new.safety_stock < 0
   begin select raise(abort, 'insufficient_stock'); end`,
  `create trigger stock_position_insert_guard before insert on stock_position when new.reserved_allocated <> 0
   begin select raise(abort, 'reserved_without_allocation'); end`,
  `create trigger allocation_insert after insert on allocation begin ${refuseWithoutPosition}${take('new', '+')} end`,
  `create trigger allocation_update after update of product_id, facility_id, quantity, status, order_line_id on allocation
   begin ${refuseWithoutPosition}${take('old', '-')}${take('new', '+')} end`,
  `create trigger allocation_delete after delete on allocation begin ${take('old', '-')} end`,
];

const POSTGRES_GUARDS = [
  `create function stock_position_guard() returns trigger language plpgsql as $$ begin
     if new.reserved_allocated > old.reserved_allocated
        and new.on_hand - new.reserved_external - new.reserved_allocated - new.safety_stock < 0 then
       raise exception 'insufficient_stock' using errcode = 'check_violation';
     end if; return new; end $$`,
  `create trigger stock_position_guard before update on stock_position for each row execute function stock_position_guard()`,
  `create function stock_position_insert_guard() returns trigger language plpgsql as $$ begin
     if new.reserved_allocated <> 0 then
       raise exception 'reserved_without_allocation' using errcode = 'check_violation';
     end if; return new; end $$`,
  `create trigger stock_position_insert_guard before insert on stock_position for each row
   execute function stock_position_insert_guard()`,
  `create function allocation_take() returns trigger language plpgsql as $$ begin
     if tg_op in ('UPDATE', 'DELETE') then ${take('old', '-')} end if;
     if tg_op in ('INSERT', 'UPDATE') then
       if new.status in ${ACTIVE} and not exists (select 1 from stock_position
          where product_id = new.product_id and facility_id = new.facility_id) then
         raise exception 'insufficient_stock' using errcode = 'check_violation';
       end if; ${take('new', '+')}
     end if; return null; end $$`,
  `create trigger allocation_take after insert or delete or update of product_id, facility_id, quantity, status, order_line_id
   on allocation for each row execute function allocation_take()`,
];
