import { HuiyinError } from '../../core/errors.ts'
import type { FileKind } from './file-kind.ts'
import { unreadable } from './unreadable.ts'

export type TableKind = 'text' | 'json' | 'jsonl' | 'xlsx' | 'xlsm' | 'parquet'
export type PackedKind = 'gzip' | 'zstd' | 'zip'

const REASONS: Readonly<Record<Exclude<FileKind, TableKind | PackedKind | 'xls'>, string>> = {
  empty: 'it is empty',
  xlsb: 'it is a binary workbook (.xlsb)',
  ods: 'it is an OpenDocument file (.ods)',
  protected: 'it is an Office file that is protected by a password',
  document: 'it is an Office document without a sheet',
  html: 'it is a web page, perhaps an error message of the system that should have exported it',
  xml: 'it is XML',
  spreadsheetml: 'it is an XML spreadsheet of Excel 2003',
  pdf: 'it is a PDF',
  archive: 'it is packed in a format other than ZIP, gzip and Zstandard',
  binary: 'it is neither text nor a workbook',
}

/** Passes kinds that hold a table or pack one; throws HY-L-011 {file} for an old .xls, HY-L-006 {file, reason} for others. */
export function requireReadable(kind: FileKind, file: string): TableKind | PackedKind {
  if (kind === 'xls') throw new HuiyinError('HY-L-011', { file })
  if (kind in REASONS) throw unreadable(file, REASONS[kind as keyof typeof REASONS])
  return kind as TableKind | PackedKind
}

/** Whether files of a kind hold others. */
export function isPacked(kind: FileKind): kind is PackedKind {
  return kind === 'gzip' || kind === 'zstd' || kind === 'zip'
}
