import type { KnownCodes } from '../domain/import.ts'
import { openBundle } from './bundle.ts'
import { filesIn, type ReadImport, readImport } from './read-import.ts'

/** The zone of files without one is that of the offices they come from. */
const ZONE = 'Asia/Ho_Chi_Minh'

/** Reads a folder of CSV files (UTF-8, comma, dot, ISO dates). A file that is absent has no rows. */
export async function readFolder(folder: string, known: KnownCodes): Promise<ReadImport> {
  const files = filesIn(folder).filter(({ bytes }) => bytes.length > 0)
  const bundle = files.length > 0 ? await openBundle(files) : { tables: [], unused: [] }
  return await readImport(bundle, known, { zone: ZONE })
}
