import { z } from 'zod';
import { instant, page, reads, writes } from './base.ts';

/** What a file can hold, in the order in which one needs the other. */
export const IMPORT_KINDS = [
  'facilities',
  'products',
  'substitutes',
  'stock',
  'inbound',
  'customers',
  'orders',
  'orderLines',
  'carriers',
  'rates',
  'shipments',
  'tracking',
] as const;
export const importKind = z.enum(IMPORT_KINDS);
export type ImportKind = z.infer<typeof importKind>;

/** Where a field's value comes from. */
export const columnBinding = z.object({
  /** Header of the column. */
  column: z.string().optional(),
  /** Headers of several columns whose values are joined by a space (first and last name; date and time). */
  columns: z.array(z.string()).optional(),
  /** The same value for every row. */
  constant: z.string().optional(),
  /** `integerText`: drops the `.0` that a spreadsheet put behind a code (`17850.0` is `17850`). */
  transform: z.enum(['integerText']).optional(),
  /** Decimal mark of this column when it differs from the file's. */
  decimal: z.enum(['.', ',']).optional(),
  /** Order of day, month and year in this column when it differs from the file's. */
  dateOrder: z.enum(['dmy', 'mdy', 'ymd']).optional(),
  /** Unit of figures that bring none: kg, g, lb, oz; l, ml, m3. */
  unit: z.string().optional(),
  /** The file's own words for our values: `{ "Entrepôt": "warehouse" }`. Compared without case. */
  values: z.record(z.string(), z.string()).optional(),
});
export type ColumnBinding = z.infer<typeof columnBinding>;

/** How a flat file of order lines is understood. */
export const importRules = z.object({
  /** A row equal to an earlier one in every column: left out, or taken as one more line. */
  exactDuplicates: z.enum(['skip', 'keep']).default('skip'),
  /** Order numbers that begin with one of these are returns or credit notes. */
  returnPrefixes: z.array(z.string()).default([]),
  /** What a negative quantity means: goods coming back, or an error. */
  negativeQuantity: z.enum(['return', 'quarantine']).default('return'),
  /** Lines without customer and without price: stock corrections, kept in quarantine, or lines like others. */
  stockCorrections: z.enum(['quarantine', 'import']).default('quarantine'),
  /** Codes that are charges and no goods, besides those recognised by their words (postage, fee, discount). */
  serviceCodes: z.array(z.string()).default([]),
  /** Codes that look like charges and are goods. */
  productCodes: z.array(z.string()).default([]),
  /** Codes that differ only in upper and lower case are one product. */
  mergeSkuCase: z.boolean().default(true),
  /** Two rows of one file with the same key and different figures. */
  repeatedKeys: z.enum(['quarantine', 'last']).default('quarantine'),
});
export type ImportRules = z.infer<typeof importRules>;

export const importOptions = z.object({
  /** iconv name; found out when left out. */
  encoding: z.string().optional(),
  delimiter: z.string().optional(),
  /** Sheet of a workbook. */
  sheet: z.string().optional(),
  /** 1-based row of the headers, 0 when there are none. */
  headerRow: z.number().int().min(0).optional(),
  decimal: z.enum(['.', ',']).optional(),
  dateOrder: z.enum(['dmy', 'mdy', 'ymd']).optional(),
  /** IANA zone of times that bring none. */
  timeZone: z.string().default('UTC'),
  /** ISO 4217 code of amounts that bring none. */
  currency: z.string().length(3).default('EUR'),
  rules: importRules.prefault({}),
});
export type ImportOptions = z.infer<typeof importOptions>;

/**
 * How one table is understood. `kinds` names what each row tells of, the row's own kind first: `["stock"]`, or
 * `["orderLines", "orders", "products", "customers"]` for one flat file. `columns` binds our field keys to the file's columns.
 */
export const importMapping = z.object({
  version: z.literal(1),
  kinds: z.array(importKind).min(1),
  columns: z.record(z.string(), columnBinding),
  options: importOptions.prefault({}),
});
export type ImportMapping = z.infer<typeof importMapping>;

export const FIELD_TYPES = [
  'code',
  'text',
  'quantity',
  'number',
  'amount',
  'date',
  'deadline',
  'country',
  'currency',
  'weight',
  'volume',
  'boolean',
  'choice',
  'clock',
  'timeZone',
] as const;

/** One field of the model that a column can fill. */
export const importField = z.object({
  key: z.string(),
  type: z.enum(FIELD_TYPES),
  /** For the kinds asked about: without it a row is refused. */
  required: z.boolean(),
  /** What it is, in a few English words. */
  label: z.string(),
  help: z.string(),
  choices: z.array(z.string()).optional(),
});
export type ImportField = z.infer<typeof importField>;

/** A sentence of an account or a proposal: `code` and `values` for the language files, `text` in English. */
export const importRemark = z.object({
  code: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  text: z.string(),
});
export type ImportRemark = z.infer<typeof importRemark>;

/** A proposed mapping with what the proposal rests on. */
export const mappingProposal = z.object({
  file: z.string(),
  format: z.enum(['csv', 'xlsx']),
  mapping: importMapping,
  /** `remembered`: used before for the same headers; `proposed`: from headers and values. */
  origin: z.enum(['remembered', 'proposed']),
  /** 0 to 1: how sure the kind is. */
  confidence: z.number(),
  columns: z.array(
    z.object({
      column: z.string(),
      field: z.string().nullable(),
      /** 0 to 1. */
      confidence: z.number(),
      /** The first different values. */
      samples: z.array(z.string()),
    }),
  ),
  /** Required fields that no column fills. */
  missing: z.array(z.string()),
  /** What was decided and why, in English sentences. */
  notes: z.array(z.string()),
  /** The same, for other languages. */
  remarks: z.array(importRemark).default([]),
});
export type MappingProposal = z.infer<typeof mappingProposal>;

/** A row that could not be used. What it quotes from the file is data, never markup. */
export const quarantineEntry = z.object({
  /** null in a dry run. */
  id: z.number().int().nullable(),
  file: z.string(),
  kind: importKind,
  row: z.number().int(),
  column: z.string().nullable(),
  value: z.string().nullable(),
  code: z.string(),
  reason: z.string(),
});
export type QuarantineEntry = z.infer<typeof quarantineEntry>;

export const reasonCount = z.object({ code: z.string(), reason: z.string(), rows: z.number().int() });

const rowOutcomes = {
  /** Data rows: neither headers nor blank lines. Equal to the sum of the five below. */
  rows: z.number().int(),
  inserted: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  duplicates: z.number().int(),
  quarantined: z.number().int(),
};

export const entityCounts = z.object({
  inserted: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
});
export type EntityCounts = z.infer<typeof entityCounts>;

/** What became of every row of one table. */
export const fileAccount = z.object({
  file: z.string(),
  path: z.string(),
  kinds: z.array(importKind),
  ...rowOutcomes,
  /** What the file told of, counted once each: orders, orderLines, customers, products, returns, returnLines, … */
  entities: z.record(z.string(), entityCounts),
  /** What the rows that went in are: saleLines, returnLines, chargeLines, freeLines, guestLines, … Parts of the whole, not to be added up. */
  details: z.record(z.string(), z.number().int()),
  reasons: z.array(reasonCount),
  /** Sentences that explain the numbers. */
  notes: z.array(z.string()),
  /** The same, for other languages. */
  remarks: z.array(importRemark).default([]),
  /** Why the table was not read at all; its rows are then 0. */
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  mapping: importMapping.nullable(),
});
export type FileAccount = z.infer<typeof fileAccount>;

/** The account of an import, or of what it would do. */
export const importAccount = z.object({
  importId: z.number().int().nullable(),
  dryRun: z.boolean(),
  files: z.array(fileAccount),
  totals: z.object(rowOutcomes),
  entities: z.record(z.string(), entityCounts),
  details: z.record(z.string(), z.number().int()),
  reasons: z.array(reasonCount),
  /** The first rows in quarantine, at most 1,000 (200 of a reason); the stored list has them all. */
  quarantine: z.array(quarantineEntry),
  /** Every row was accounted for exactly once. */
  balanced: z.boolean(),
  durationMs: z.number(),
});
export type ImportAccount = z.infer<typeof importAccount>;

/** Files as the desktop's dialog or the upload gives them; each with its mapping, else the remembered or proposed one is used. */
export const importRequest = z.object({
  files: z
    .array(z.object({ path: z.string(), sheet: z.string().optional(), mapping: importMapping.optional() }))
    .min(1),
  dryRun: z.boolean().default(false),
  /** Keep the mappings for files with the same headers. */
  remember: z.boolean().default(true),
});
export type ImportRequest = z.infer<typeof importRequest>;

export const quarantineRow = quarantineEntry.extend({
  id: z.number().int(),
  importId: z.number().int().nullable(),
  status: z.enum(['open', 'mended', 'dismissed']),
  /** The row's cells by header, as they were in the file. */
  raw: z.record(z.string(), z.string()),
  createdAt: instant,
});
export type QuarantineRow = z.infer<typeof quarantineRow>;

export const importContract = {
  /** Looks at files (folders are searched) and proposes how each of their tables is to be understood. */
  propose: reads('import:run')
    .input(z.object({ paths: z.array(z.string()).min(1), kind: importKind.optional() }))
    .output(
      z.object({
        proposals: z.array(mappingProposal.extend({ path: z.string(), sheet: z.string().nullable() })),
        errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })),
      }),
    ),
  /** The first rows of a table as the mapping understands them, with what is wrong in them. */
  preview: reads('import:run')
    .input(
      z.object({
        path: z.string(),
        mapping: importMapping,
        rows: z.number().int().min(1).max(200).default(50),
      }),
    )
    .output(
      z.object({
        columns: z.array(z.string()),
        rows: z.array(
          z.object({
            row: z.number().int(),
            cells: z.array(z.string()),
            values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
            issues: z.array(
              z.object({
                field: z.string(),
                column: z.string().nullable(),
                code: z.string(),
                reason: z.string(),
              }),
            ),
          }),
        ),
        /** What keeps the mapping from being used; empty when it can be. */
        problems: z.array(z.object({ code: z.string(), field: z.string().nullable(), message: z.string() })),
      }),
    ),
  /** The fields that the given kinds know, in the order of the template. */
  fields: reads('import:run')
    .input(z.object({ kinds: z.array(importKind).min(1) }))
    .output(z.array(importField)),
  /** An empty table with the headers of one kind and two example rows. */
  template: reads('import:run')
    .input(z.object({ kind: importKind, format: z.enum(['csv', 'xlsx']).default('csv') }))
    .output(z.object({ fileName: z.string(), mediaType: z.string(), contentBase64: z.string() })),
  /** Starts a job of the kind `import.run`; its outcome is an ImportAccount. */
  start: writes('import:run')
    .input(importRequest)
    .output(z.object({ jobId: z.string() })),
  /** Past imports, newest first; one of them by its id. */
  runs: reads('import:run')
    .input(z.object({ id: z.number().int().optional(), ...page }))
    .output(
      z.object({
        rows: z.array(
          z.object({
            id: z.number().int(),
            actor: z.string(),
            status: z.enum(['running', 'done', 'failed', 'cancelled', 'interrupted']),
            files: z.array(z.string()),
            account: importAccount.nullable(),
            startedAt: instant,
            finishedAt: instant.nullable(),
          }),
        ),
        total: z.number().int(),
      }),
    ),
  quarantine: reads('import:run')
    .input(
      z.object({
        status: z.enum(['open', 'mended', 'dismissed']).default('open'),
        /** This row alone, whatever became of it. */
        id: z.number().int().optional(),
        importId: z.number().int().optional(),
        code: z.string().optional(),
        file: z.string().optional(),
        ...page,
      }),
    )
    .output(
      z.object({ rows: z.array(quarantineRow), total: z.number().int(), reasons: z.array(reasonCount) }),
    ),
  /** Corrects cells of a row and applies it; it stays in quarantine, with the new reason, when it is still wrong. */
  mend: writes('import:run')
    .input(z.object({ id: z.number().int(), cells: z.record(z.string(), z.string()) }))
    .output(z.object({ applied: z.boolean(), row: quarantineRow })),
  /** Tries rows again as they are, after what they lacked has come. */
  replay: writes('import:run')
    .input(z.object({ ids: z.array(z.number().int()).optional(), code: z.string().optional() }))
    .output(z.object({ tried: z.number().int(), applied: z.number().int() })),
  dismiss: writes('import:run')
    .input(z.object({ ids: z.array(z.number().int()).min(1) }))
    .output(z.object({ dismissed: z.number().int() })),
};
