import { writeFileSync } from 'node:fs'
import { Command, Option } from 'commander'
import { officePapers } from '../../views/papers/office.ts'
import type { Week } from '../domain/week.ts'
import { printWeek, type WeeklyFormat, weeklyFileName, weeklyFormats } from '../exports/weekly-files.ts'
import { listCampaigns } from '../storage/campaigns.ts'
import { findWeek, findWeekFile } from '../storage/summaries.ts'
import { fail, type Opened, weekArgument, withHouse } from './open.ts'

interface ExportOptions {
  format: WeeklyFormat
  campaign?: string
  output?: string
}

export const exportCommand = new Command('export')
  .description('write a file of a week; of a frozen week, byte for byte the file that was frozen')
  .argument('<week>', 'such as 2022-W36', weekArgument)
  .addOption(new Option('--format <format>').choices(Object.keys(weeklyFormats)).makeOptionMandatory())
  .option('--campaign <code>', 'its code; by itself the newest active one')
  .option('--output <file>', 'by itself the usual name in this folder')
  .action((week: Week, options: ExportOptions) => withHouse((house) => exportWeek(house, week, options)))

async function exportWeek({ db, config, now }: Opened, week: Week, options: ExportOptions) {
  const { format } = options
  const campaigns = await listCampaigns(db.read, config.tenant)
  const campaign = options.campaign
    ? campaigns.find((one) => one.code === options.campaign)
    : campaigns.find((one) => one.state === 'active')
  if (!campaign)
    return fail(options.campaign ? `there is no campaign ${options.campaign}` : 'there is no active campaign')

  const asked = { tenant: config.tenant, campaign, now: now(), zone: config.zone }
  const snapshot = await findWeek(db.read, asked, week)
  if (!snapshot) return fail(`${week.code} has not begun`)
  const stored = snapshot.frozen ? await findWeekFile(db.read, asked, week, format) : undefined
  const bytes =
    stored ?? (await printWeek(format, snapshot, officePapers(snapshot, config.zone), config.zone))
  const file = options.output ?? weeklyFileName(snapshot, format)
  writeFileSync(file, bytes)
  console.log(file)
}
