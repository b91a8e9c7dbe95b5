import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { readFolder } from '../../src/imports/read-folder.ts'
import { loadKnownCodes } from '../../src/storage/import/codes.ts'
import type { Storage } from './storage.ts'

/** Reads files into a house as the command does; tells the problems, or writes everything. */
export async function bring(house: Storage, files: Record<string, string | Buffer>) {
  const folder = mkdtempSync(join(tmpdir(), 'camket-import-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, `${name}.csv`), text)
  return await bringFolder(house, folder)
}

export async function bringFolder(house: Storage, folder: string) {
  const { data, problems } = await readFolder(folder, await loadKnownCodes(house.db.read, house.tenant))
  if (problems.length === 0) await house.add(data)
  return problems
}

export const lines = (...rows: string[]) => `${rows.join('\n')}\n`
