import { Hono } from 'hono'
import { canWrite } from '../storage/health.ts'
import type { House } from './visit.ts'

export const healthRoutes = new Hono<House>()

/** The process lives. */
healthRoutes.get('/healthz', (c) => c.text('ok\n'))

/** The database answers and can be written to. */
healthRoutes.get('/readyz', async (c) => {
  const problem = await canWrite(c.var.db, c.var.config.dataDir, c.var.config.tenant, c.var.now).then(
    () => undefined,
    (error: unknown) => error,
  )
  if (!problem) return c.text('ready\n')
  c.var.log.error({ error: problem }, 'not ready')
  return c.text('not ready: the database cannot be written to\n', 503)
})
