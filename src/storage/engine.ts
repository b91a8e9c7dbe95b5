/** One process talks to one engine, and the address decides which: it is read before the schema is built. */
export const databaseUrl = process.env.DATABASE_URL

export const engine: 'sqlite' | 'postgres' = /^postgres(ql)?:/.test(databaseUrl ?? '') ? 'postgres' : 'sqlite'
