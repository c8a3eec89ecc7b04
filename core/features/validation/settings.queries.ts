import type { Kysely } from 'kysely';
import { type ValidationSettings, validationSettings } from '../../contract/validation.ts';
import type { WriteTransaction } from '../../db/database.ts';
import type { Tables } from '../../db/tables.ts';
import { readSetting, writeSetting } from '../workspace/index.ts';
import { DEFAULT_SETTINGS } from './rules-in-force.ts';

export const VALIDATION_SETTING = 'validation';

export async function readValidationSettings(db: Kysely<Tables>): Promise<ValidationSettings> {
  const stored = (await readSetting(db, VALIDATION_SETTING)) ?? {};
  return validationSettings.parse({ ...DEFAULT_SETTINGS, ...stored });
}

export function writeValidationSettings(trx: WriteTransaction, settings: ValidationSettings): Promise<void> {
  return writeSetting(trx, VALIDATION_SETTING, settings);
}
