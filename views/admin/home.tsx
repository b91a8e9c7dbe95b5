import { Icon } from '../parts/icon.tsx'
import type { IconName } from '../parts/icon-names.ts'
import { SummaryList } from '../parts/lists.tsx'
import { PageHead, Section } from '../parts/page.tsx'
import type { Html, Reader } from '../reader.ts'
import { remindingLine, weeklyLine } from './campaign-weekly.ts'
import type { CampaignRow } from './campaign-words.ts'

/** Every step from an empty house to the first frozen week. */
export const startSteps = [
  'organisation',
  'units',
  'people',
  'campaign',
  'groups',
  'calendar',
  'drawn',
  'signed',
  'update',
  'week',
] as const
export type StartStep = (typeof startSteps)[number]

export interface StartProps {
  reader: Reader
  steps: {
    step: StartStep
    isDone: boolean
    /** What stands now, counted. */
    note: string
    /** Ready-made: where it is done; null where it is somebody else's work. */
    href: string | null
    /** Ready-made: where it is brought in a file. */
    importHref: string | null
  }[]
  /** Once all is done: what happens each week by itself; the address, ready-made, for who may see when. */
  weekly: { row: CampaignRow; ownerName: string; href: string | null } | null
}

/** What an administrator of a new house does next. */
export function StartPage({ reader, steps, weekly }: StartProps): Html {
  const { t, at } = reader
  const done = steps.filter(({ isDone }) => isDone).length
  const next = steps.find(({ isDone }) => !isDone)
  const title = next ? t('start.next', { step: t(`start.${next.step}`) }) : t('start.ready')
  const more = [
    ['/admin/settings', 'nav.settings', 'settings'],
    ['/admin/audit', 'nav.audit', 'history'],
  ] as const
  return (
    <div class='narrow'>
      <PageHead
        eyebrow={t('start.title')}
        title={title}
        lead={t('start.lead', { done, all: steps.length })}
      />
      <div class='flow-l'>
        <Section id='h-steps' title={t('start.steps')}>
          <ol class='card card__p'>
            {steps.map((step) => (
              <Step reader={reader} one={step} isNext={step === next} />
            ))}
          </ol>
        </Section>
        {weekly && <EachWeek reader={reader} weekly={weekly} />}
        <Section id='h-more' title={t('start.more')}>
          <div class='btns'>
            {more.map(([path, label, icon]) => (
              <a class='btn' href={at(path)}>
                <Icon reader={reader} name={icon} />
                {t(label)}
              </a>
            ))}
          </div>
        </Section>
      </div>
    </div>
  )
}

/** What the house does without anybody. */
function EachWeek({ reader, weekly }: { reader: Reader; weekly: NonNullable<StartProps['weekly']> }) {
  const { t } = reader
  const { row, ownerName, href } = weekly
  return (
    <Section id='h-weekly' title={t('start.weekly')} card>
      <div class='cq'>
        <SummaryList
          items={[
            { term: t('campaign.weekly'), detail: weeklyLine(reader, row) },
            { term: t('campaign.reminding'), detail: remindingLine(reader, row) },
          ]}
        />
      </div>
      <p class='mt'>
        {href ? <a href={href}>{t('schedule.title')}</a> : t('start.weeklyBy', { owner: ownerName })}
      </p>
    </Section>
  )
}

function Step({
  reader,
  one,
  isNext,
}: {
  reader: Reader
  one: StartProps['steps'][number]
  isNext: boolean
}) {
  const { t } = reader
  const { href, importHref } = one
  const icon: IconName = one.isDone ? 'circle-check-big' : isNext ? 'circle-arrow-right' : 'circle-dashed'
  const step = t(`start.${one.step}`)
  const words = step.charAt(0).toUpperCase() + step.slice(1)
  return (
    <li class='todo' data-s={one.isDone ? 'done' : isNext ? 'info' : 'none'}>
      <Icon reader={reader} name={icon} />
      <div>
        <b>{href && !isNext ? <a href={href}>{words}</a> : words}</b>
        <p class='sub'>{one.note}</p>
        {isNext && href && (
          <p class='btns mt-s'>
            <a class='btn btn--s btn--p' href={href}>
              {t('start.now')}
              <span class='sr'>: {step}</span>
            </a>
          </p>
        )}
      </div>
      {importHref && (
        <a class='sm nw' href={importHref}>
          {t('start.byImport')}
          <span class='sr'>: {step}</span>
        </a>
      )}
    </li>
  )
}
