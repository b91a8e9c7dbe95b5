import type { CampaignChoice } from '../../views/parts/campaigns.tsx'
import { mayReadCampaign } from '../domain/access.ts'
import { type Campaign, listReadableCampaigns } from '../storage/campaigns.ts'
import type { Visit } from './visit.ts'

/** The campaigns that this person reads as a whole and for which they have the page at `path`. */
export async function campaignChoice(
  { var: { db, actor, reader } }: Visit,
  path: string,
  shown: Campaign,
  has: (campaign: Campaign) => boolean = () => true,
): Promise<CampaignChoice> {
  const campaigns = (await listReadableCampaigns(db.read, actor)).filter(
    (one) => mayReadCampaign(actor, one) && has(one),
  )
  return { action: reader.at(path), here: shown.code, campaigns }
}
