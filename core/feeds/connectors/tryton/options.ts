import { IANAZone } from 'luxon';
import { z } from 'zod';
import type { RecordKind } from '../../../contract/feed-records.ts';

/** What Tryton can tell, in the order in which one needs the other. */
export const TRYTON_KINDS = [
  'facilities',
  'products',
  'customers',
  'carriers',
  'stock',
  'inbound',
  'orders',
  'shipments',
  'returns',
] as const satisfies readonly RecordKind[];

const server = { 'x-group': 'server' };
const reading = { 'x-group': 'reading' };
const writing = { 'x-group': 'writing' };

/** The form's fields; the password is a secret. */
export const trytonOptions = z.object({
  url: z.url({ protocol: /^https?$/ }).meta({
    title: 'Address',
    description: 'Of the server, without the database: https://erp.example.com/',
    ...server,
  }),
  database: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .meta({ title: 'Database', ...server }),
  user: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .meta({
      title: 'User',
      description:
        'Needs to read stock, sales and purchases; to send decisions back also to change shipments.',
      ...server,
    }),
  kinds: z
    .array(z.enum(TRYTON_KINDS))
    .min(1)
    .default([...TRYTON_KINDS])
    .meta({ title: 'What to bring', ...reading }),
  timeZone: z
    .string()
    .default('UTC')
    .refine((name) => IANAZone.isValidZone(name), 'is no time zone like Europe/Paris')
    .meta({
      title: 'Time zone',
      description: 'Of the days in Tryton, which has no times: Europe/Paris.',
      ...reading,
    }),
  currency: z
    .string()
    .length(3)
    .default('EUR')
    .meta({ title: 'Currency', description: 'Of amounts for which Tryton names none.', ...reading }),
  overlapMinutes: z
    .number()
    .int()
    .min(1)
    .max(120)
    .default(5)
    .meta({
      title: 'Overlap in minutes',
      description:
        'How far back is looked each time: as long as the longest import or planning run in Tryton takes.',
      ...reading,
    }),
  sweepMinutes: z
    .number()
    .int()
    .min(0)
    .max(1440)
    .default(5)
    .meta({
      title: 'Check of open documents, in minutes',
      description: 'How often open orders and shipments are compared one by one: finds what was deleted.',
      ...reading,
    }),
  pageSize: z
    .number()
    .int()
    .min(10)
    .max(1000)
    .default(200)
    .meta({ title: 'Records a call', ...reading }),
  sendDecisions: z
    .boolean()
    .default(true)
    .meta({
      title: 'Send decisions to Tryton',
      description: 'Assign, pack and ship shipments, announce returns.',
      ...writing,
    }),
  acceptWarnings: z
    .boolean()
    .default(false)
    .meta({
      title: 'Say yes to warnings',
      description:
        'For example when a shipment is packed without a carrier. Otherwise such a command is refused.',
      ...writing,
    }),
});
export type TrytonOptions = z.infer<typeof trytonOptions>;
