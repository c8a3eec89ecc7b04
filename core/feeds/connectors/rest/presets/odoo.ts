import { z } from 'zod';
import { resourceRule } from '../options.ts';
import type { Preset } from '../settings.ts';
import { call } from './odoo-calls.ts';
import { inbound, orders, shipments, stock } from './odoo-flow.ts';
import { carriers, customers, facilities, products } from './odoo-network.ts';

/**
 * Odoo by JSON-RPC (14 and later, with sale, stock and delivery installed): warehouses, products, customers, carriers, stock,
 * sales, deliveries and receipts, each by what changed.
 */
export function odooPreset(): Preset {
  return {
    resources: z
      .array(resourceRule)
      .parse([facilities, products, customers, carriers, stock, inbound, orders, shipments]),
    connection: { auth: 'none' },
    signIn: {
      request: {
        query: {},
        headers: {},
        form: false,
        ...call('common', 'authenticate', ['{{database}}', '{{user}}', '{{secret.password}}', {}]),
      },
      path: 'result',
    },
    failure: {
      path: 'error',
      message: ['error.data.message', 'error.message'],
      signInWords: ['AccessDenied', 'SessionExpired'],
    },
  };
}
