/** Run after drizzle-kit, which cannot say STRICT: without it SQLite keeps 'abc' in an integer column. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'

const folder = new URL('./migrations/sqlite/', import.meta.url)
for (const name of readdirSync(folder).filter((file) => file.endsWith('.sql'))) {
  const file = new URL(name, folder)
  const text = readFileSync(file, 'utf8')
  const strict = text.replace(/(CREATE TABLE [^;]*\n\));/g, '$1 STRICT;')
  if (strict !== text) writeFileSync(file, strict)
}
