import type { WaveTemplateChoices, WaveTemplateDraft } from '../../../../core/contract/waves.ts';
import { orNull } from './edited-template.ts';

/** How orders of a wave leave: by a service of a carrier, or (`service` null) by any of the carrier's. */
export interface Way {
  carrier: string;
  carrierName: string;
  service: string | null;
  serviceName: string | null;
}

type Ways = Pick<WaveTemplateDraft, 'carriers' | 'services'>;

/** All ways there are, carrier by carrier. */
export function allWays(carriers: WaveTemplateChoices['carriers']): Way[] {
  return carriers.flatMap(({ code, name, services }) => [
    { carrier: code, carrierName: name, service: null, serviceName: null },
    ...services.map((service) => ({
      carrier: code,
      carrierName: name,
      service: service.code,
      serviceName: service.name,
    })),
  ]);
}

/** The ways that a template names; one that is offered no longer goes by its codes. */
export function waysOf({ carriers, services }: Ways, known: readonly Way[]): Way[] {
  const find = (carrier: string, service: string | null): Way => {
    const carrierName = known.find((way) => way.carrier === carrier)?.carrierName ?? carrier;
    const found = known.find((way) => way.carrier === carrier && way.service === service);
    return found ?? { carrier, carrierName, service, serviceName: service };
  };
  return [
    ...(carriers ?? []).map((code) => find(code, null)),
    ...(services ?? []).flatMap(({ carrier, service }) =>
      carriers?.includes(carrier) ? [] : [find(carrier, service)],
    ),
  ];
}

/** A way's name within others: the service alone where no other carrier has one of that name; null for all services of its carrier. */
export function serviceLabel(
  { carrier, carrierName, serviceName }: Way,
  known: readonly Way[],
): string | null {
  const shared = known.some((way) => way.carrier !== carrier && way.serviceName === serviceName);
  return shared && serviceName !== null ? `${carrierName} – ${serviceName}` : serviceName;
}

/** What a template keeps of chosen ways: whichever was chosen last of a carrier and of its services holds. */
export function chosenWays(ways: readonly Way[]): Ways {
  const last = new Map(ways.map(({ carrier, service }) => [carrier, service === null]));
  const kept = ways.filter(({ carrier, service }) => (service === null) === last.get(carrier));
  return {
    carriers: orNull(kept.filter(({ service }) => service === null).map(({ carrier }) => carrier)),
    services: orNull(
      kept.flatMap(({ carrier, service }) => (service === null ? [] : [{ carrier, service }])),
    ),
  };
}
