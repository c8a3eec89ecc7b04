/** Carriers, by code, and services, as `CARRIER/SERVICE`, that a template is for; null: all. */
export interface WayFilter {
  carriers?: readonly string[] | null;
  services?: readonly string[] | null;
}

/** Whether what leaves this way is for a template. Pure. */
export function takesWay(
  { carriers = null, services = null }: WayFilter,
  carrierCode: string | null,
  serviceKey: string | null,
): boolean {
  return (
    (carriers === null || (carrierCode !== null && carriers.includes(carrierCode))) &&
    (services === null || (serviceKey !== null && services.includes(serviceKey)))
  );
}
