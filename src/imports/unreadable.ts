/** Why a file cannot be read at all. */
export const fileFaults = [
  'empty',
  'too_large',
  'unknown_kind',
  'encrypted',
  'old_workbook',
  'binary_workbook',
  'damaged',
  'bomb',
  'too_many_rows',
  'too_many_sheets',
  'document_type',
  'no_table',
  'same_table',
] as const
export type FileFault = (typeof fileFaults)[number]

/** A file that cannot be read; `hint` names it, or the part of it. */
export class UnreadableFile extends Error {
  readonly fault: FileFault
  readonly hint: string
  constructor(fault: FileFault, hint: string) {
    super(`${hint}: ${fault.replaceAll('_', ' ')}`)
    this.fault = fault
    this.hint = hint
  }
}

/** What an import may hold; far above a province, far below what would fill the memory. */
export const limits = {
  rows: 500_000,
  sheets: 60,
  entries: 1000,
  /** Of everything unpacked. */
  bytes: 512 * 1024 * 1024,
  /** Of one entry unpacked against packed, from `ratioFrom` bytes on. Sheets of repeated rows reach 60. */
  ratio: 200,
  ratioFrom: 8 * 1024 * 1024,
}
