/** What a column of a shipment history says; every other column is a feature. */
export const ROLES = [
  'id',
  'origin',
  'destination',
  'carrier',
  'service',
  'shippedAt',
  'promisedAt',
  'deliveredAt',
  'carrierEtaAt',
] as const;
export type Role = (typeof ROLES)[number];
export const DATE_ROLES = ['shippedAt', 'promisedAt', 'deliveredAt', 'carrierEtaAt'] as const;
export type DateRole = (typeof DATE_ROLES)[number];

/** Names that columns go by, likelier ones first, without case, blanks and signs. */
const NAMES: Record<Role, readonly RegExp[]> = {
  deliveredAt: [
    /^(actual)?deliver(ed|y)(at|on|date|time|datetime|timestamp)?$/,
    /^(order)?delivered(to)?(client|customer|consignee)(at|on|date)?$/,
    /^actual(delivery|arrival)(at|on|date|time)?$/,
    /^(arrived|arrival|received|receipt|pod)(at|on|date)?$/,
    /^(datelivraison|livrele|livraisonreelle)$/,
  ],
  carrierEtaAt: [
    /carrier(s)?(eta|estimate|estimated|forecast)/,
    /^eta(at|date|carrier)?$/,
    /^estimatedarrival(at|date)?$/,
  ],
  promisedAt: [
    /^promise(d)?(at|on|for|by|date|delivery|deliverydate|deliveryat)?$/,
    /^(order)?(scheduled|estimated|expected|planned|committed|requested|required|due)deliver(y|ed)(at|on|date)?$/,
    /^(due|needby|deadline|sla|commit)(at|on|date)?$/,
    /^(scheduled|expected|planned)(arrival)?(at|on|date)?$/,
    /^(datepromise|promisle|livraisonprevue)$/,
  ],
  shippedAt: [
    /^(actual)?ship(ped|ping|ment)?(at|on|date|time|datetime|timestamp)?$/,
    /^(dispatch|despatch|dispatched|despatched|departure|departed)(at|on|date|time)?$/,
    /^(pickup|pickedup|collected|collection|handedover|handover)(at|on|date|time)?$/,
    /^orderdeliveredcarrierdate$/,
    /^posenttovendordate$/,
    /^(sent|left)(at|on|date)?$/,
    /^(order(ed)?|purchase|created|orderpurchase)(at|on|date|timestamp)?$/,
    /^(expediele|dateexpedition)$/,
  ],
  origin: [
    /^origin(id|code|name|facility|city|region|country|state|port)?$/,
    /^(from|shipfrom|source)(id|code|facility|city|region|country|state)?$/,
    /^(warehouse|facility|depot|plant|dc|hub)(id|code|name)?$/,
    /^(vendor|supplier|seller)(id|code|name)?$/,
    /^(manufacturingsite|sellerstate|sellercity)$/,
  ],
  destination: [
    /^dest(ination)?(id|code|name|city|region|country|state|zone|port)?$/,
    /^(to|shipto)(id|code|city|region|country|state|zone)?$/,
    /^(country|customercountry|customerstate|region|state|zone|city|customercity|market)$/,
    /^(zip|zipcode|postcode|postalcode)$/,
  ],
  carrier: [
    /^carrier(id|code|name)?$/,
    /^(forwarder|haulier|transporteur|courier|shipper)(id|code|name)?$/,
    /^((shipment|shipping|transport|transportation)?mode|shipvia)$/,
  ],
  service: [/^(carrier)?service(level|code|name|type)?$/, /^(shipping|delivery)(class|service|type|option)$/],
  id: [
    /^(id|shipmentid|orderid|trackingid)$/,
    /^(shipment|order|tracking|parcel|consignment)?(number|no|nr|ref|reference)$/,
  ],
};

/** Roles by how well their names are told apart: who is asked first gets the column. */
const ASKED: readonly Role[] = [
  'deliveredAt',
  'carrierEtaAt',
  'promisedAt',
  'shippedAt',
  'carrier',
  'service',
  'origin',
  'destination',
  'id',
];

export type RoleColumns = Partial<Record<Role, number>>;

/** Which column plays which role: as told, else by its name. */
export function assignRoles(columns: readonly string[], told: RoleColumns): RoleColumns {
  const roles: RoleColumns = { ...told };
  const taken = new Set(Object.values(told));
  const names = columns.map(bareName);
  for (const role of ASKED) {
    if (roles[role] !== undefined) continue;
    for (const pattern of NAMES[role]) {
      const index = names.findIndex((name, column) => !taken.has(column) && pattern.test(name));
      if (index < 0) continue;
      roles[role] = index;
      taken.add(index);
      break;
    }
  }
  return roles;
}

/** The column that goes by a name: exactly, else without regard to case and signs; -1 when there is none. */
export function columnNamed(columns: readonly string[], name: string): number {
  const exact = columns.indexOf(name.trim());
  return exact >= 0 ? exact : columns.findIndex((column) => bareName(column) === bareName(name));
}

/** Without accents, case, blanks and signs. */
export function bareName(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
