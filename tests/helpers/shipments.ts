import type { NewRow } from '../../core/db/tables.ts';

type Given = Pick<NewRow<'shipment'>, 'number' | 'status'> & Partial<NewRow<'shipment'>>;

/** A shipment of a kilogram to Paris of which nothing more is known than what is given. */
export function shipmentRow(given: Given): NewRow<'shipment'> {
  return {
    order_id: null,
    facility_id: null,
    service_id: null,
    tracking_number: null,
    shipped_at: null,
    promised_at: null,
    eta_p50_at: null,
    eta_p90_at: null,
    carrier_eta_at: null,
    assigned_at: null,
    said_status: null,
    said_shipped_at: null,
    said_delivered_at: null,
    said_eta_at: null,
    delivered_at: null,
    city: 'Paris',
    postal_code: '75002',
    country: 'FR',
    latitude: 48.87,
    longitude: 2.33,
    weight_grams: 1000,
    cost_minor: 500,
    currency: 'EUR',
    updated_at: Date.now(),
    ...given,
  };
}
