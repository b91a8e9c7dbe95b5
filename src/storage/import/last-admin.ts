import { dayOf } from '../../domain/day.ts'
import type { Writer } from '../client.ts'
import { newId } from '../ids.ts'
import { hasOtherAdmin } from '../people/find.ts'
import type { Codes } from './codes.ts'

/** The import would leave nobody who administers the house. */
export class NoAdminLeft extends Error {
  constructor() {
    super('the last administrator would lose the post: give it to somebody else first')
  }
}

/** Does what writes posts, unless that would end the post of the last administrator, today or on a later day. */
export async function keepingAdmin<Done>(
  tx: Writer,
  tenant: string,
  { now, zone }: Codes,
  write: () => Promise<Done>,
): Promise<Done> {
  const today = dayOf(now, zone)
  // Nobody has this id: everybody is another.
  const nobody = newId()
  const told = async () => [
    await hasOtherAdmin(tx, tenant, today, { userId: nobody }),
    await hasOtherAdmin(tx, tenant, today, { postId: nobody }),
  ]
  const before = await told()
  const done = await write()
  const after = await told()
  if (before.some((had, at) => had && !after[at])) throw new NoAdminLeft()
  return done
}
