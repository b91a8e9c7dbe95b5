import { defineConfig } from 'drizzle-kit'
import { engine } from './src/storage/engine.ts'

export default defineConfig({
  dialect: engine === 'postgres' ? 'postgresql' : 'sqlite',
  schema: './src/storage/schema.ts',
  out: `./src/storage/migrations/${engine}`,
})
