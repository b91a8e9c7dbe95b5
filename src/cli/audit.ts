import { Command } from 'commander'
import { verifyChain } from '../storage/audit.ts'
import { fail, withHouse } from './open.ts'

export const auditCommand = new Command('audit').description('the record of every change').addCommand(
  new Command('verify').description('recompute the hash chain from its beginning').action(() =>
    withHouse(async ({ db, config }) => {
      const check = await verifyChain(db.read, config.tenant)
      if (check.brokenAt !== undefined) return fail(`the chain is broken at event ${check.brokenAt}`)
      console.log(`${check.events} events, the chain holds`)
    }),
  ),
)
