import type { CarrierServiceCode, WaveTemplateView } from '../../contract/waves.ts';
import type { OrderPart } from './order-parts.ts';

/** Carriers and services that a wave is for; null: not limited by it. */
export interface ServiceFilter {
  carriers?: readonly string[] | null;
  services?: readonly CarrierServiceCode[] | null;
}

export type TakesService = (carrier: string | null, service: string | null) => boolean;

/** Named carriers go with all their services, other carriers with the services named; null: all go. Pure. */
export function serviceFilter({ carriers = null, services = null }: ServiceFilter): TakesService | null {
  if (carriers === null && services === null) return null;
  const whole = new Set(carriers);
  const named = Map.groupBy(services ?? [], ({ carrier }) => carrier);
  return (carrier, service) =>
    carrier !== null &&
    (whole.has(carrier) || (named.get(carrier) ?? []).some((one) => one.service === service));
}

/** Which orders a template is for: by their way out, their zones, and what kind of order they are. Pure. */
export function orderFilter(template: WaveTemplateView): (part: OrderPart) => boolean {
  const { channels, fulfilment, priorityUpTo } = template;
  const takesService = serviceFilter(template);
  const zones = template.zones && new Set(template.zones);
  return ({ carrierCode, serviceCode, lines, ...part }) =>
    (takesService === null || takesService(carrierCode, serviceCode)) &&
    (zones === null || lines.every(({ zone }) => zones.has(zone))) &&
    (channels === null || channels.includes(part.channel)) &&
    (fulfilment === null || fulfilment === part.fulfilment) &&
    (priorityUpTo === null || part.priority <= priorityUpTo);
}
