import { type OpenAPI, OpenAPIGenerator } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import {
  intakeContract,
  intakeOrder,
  intakeProduct,
  intakeShipment,
  intakeStock,
  intakeTracking,
} from '../../contract/intake.ts';

/** The OpenAPI document of the intake API, made from its contract. */
export function intakeDocument(version: string): Promise<OpenAPI.Document> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  return generator.generate(intakeContract, {
    info: {
      title: 'Vigie intake API',
      version,
      description:
        'Send orders, stock, products, shipments and tracking events to Vigie. Records are stored before they are acknowledged, and used soon after.',
    },
    commonSchemas: {
      Order: { strategy: 'input', schema: intakeOrder },
      StockPosition: { strategy: 'input', schema: intakeStock },
      Product: { strategy: 'input', schema: intakeProduct },
      Shipment: { strategy: 'input', schema: intakeShipment },
      TrackingEvent: { strategy: 'input', schema: intakeTracking },
    },
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'A key made in Feeds: vk_…' },
      },
    },
    security: [{ key: [] }],
  });
}
