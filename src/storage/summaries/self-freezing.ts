import { and, eq, ne, sql } from 'drizzle-orm'
import type { Actor } from '../../domain/access.ts'
import type { Instant } from '../../domain/day.ts'
import { recordAs } from '../audit.ts'
import type { Campaign } from '../campaigns.ts'
import type { Db } from '../client.ts'
import { campaigns } from '../schema.ts'

/** Switches the automatic freeze of a campaign on or off; what stays as it is leaves no event. */
export async function setFreezesItself(
  db: Db,
  actor: Actor,
  campaign: Pick<Campaign, 'id' | 'code'>,
  now: Instant,
  freezesItself: boolean,
): Promise<void> {
  await db.tx(async (tx) => {
    const [row] = await tx
      .update(campaigns)
      .set({ freezesItself, version: sql`${campaigns.version} + 1` })
      .where(
        and(
          eq(campaigns.tenant, actor.tenant),
          eq(campaigns.id, campaign.id),
          ne(campaigns.freezesItself, freezesItself),
        ),
      )
      .returning({ id: campaigns.id })
    if (!row) return
    await recordAs(tx, actor, now, {
      deed: freezesItself ? 'freeze.automatic_on' : 'freeze.automatic_off',
      subjectKind: 'campaign',
      subject: campaign.code,
      detail: {},
    })
  })
}
