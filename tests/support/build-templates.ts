/** Run once before the tests in a process of its own, since the engine is decided when the first file is read. */
import { join } from 'node:path'
import { databaseUrl, engine } from '../../src/storage/engine.ts'
import { openDatabase } from '../../src/storage/open.ts'
import { connect } from '../../src/storage/postgres.ts'
import { fill, fillings } from './fill.ts'
import { buildPglite } from './pglite.ts'
import { createTemplate } from './postgres.ts'

const folder = process.argv[2]!

if (databaseUrl === 'postgres:') {
  await buildPglite(folder)
} else {
  for (const filling of fillings) {
    const db =
      engine === 'postgres'
        ? connect(await createTemplate(databaseUrl!, filling))
        : await openDatabase(join(folder, `${filling}.db`))
    await db.migrate()
    await fill(db, filling)
    await db.close()
  }
}
