import type { Instant } from '../../src/domain/day.ts'
import type { Turn } from '../../src/domain/turn.ts'
import { writeInstant } from '../../src/i18n/days.ts'
import { Icon } from '../parts/icon.tsx'
import type { IconName } from '../parts/icon-names.ts'
import { TodoList } from '../parts/lists.tsx'
import { EmptyState } from '../parts/notes.tsx'
import { Crumbs, PageHead, Section } from '../parts/page.tsx'
import type { Tone } from '../parts/status.ts'
import type { Reader } from '../reader.ts'

interface ChangesProps {
  reader: Reader
  /** The cut-off of last week. */
  since: Instant
  /** Null where the campaign is too large to compare. */
  turns: Record<Turn, { code: string; title: string; unitName: string }[]> | null
  /** The page of all changes, ready-made. */
  href: string
}

const kinds: { turn: Turn; tone: Tone; icon: IconName }[] = [
  { turn: 'newly_overdue', tone: 'late', icon: 'octagon-alert' },
  { turn: 'no_longer_overdue', tone: 'done', icon: 'circle-check-big' },
  { turn: 'slipped', tone: 'risk', icon: 'triangle-alert' },
  { turn: 'recovered', tone: 'ok', icon: 'circle-arrow-right' },
]

const NAMED = 4

/** What the desk shows before the comparison has come, and without script. */
export function ChangesLater({ reader, href }: Pick<ChangesProps, 'reader' | 'href'>) {
  return (
    <section
      class='card card__p'
      aria-labelledby='h-changes'
      hx-get={href}
      hx-trigger='load'
      hx-swap='outerHTML'
    >
      <h2 id='h-changes' class='mb'>
        {reader.t('desk.changes')}
      </h2>
      <a href={href}>{reader.t('desk.changesShow')}</a>
    </section>
  )
}

/** The comparison in short, beside the list. */
export function ChangesCard({ reader, turns, href }: ChangesProps) {
  const { t } = reader
  const shown = turns ? kinds.filter(({ turn }) => turns[turn].length) : []
  return (
    <section class='card card__p' aria-labelledby='h-changes'>
      <h2 id='h-changes' class='mb'>
        {t('desk.changes')}
      </h2>
      {shown.length === 0 && <p class='sub'>{t(turns ? 'desk.changesNone' : 'desk.changesTooLarge')}</p>}
      {turns && shown.length > 0 && (
        <ul>
          {shown.map(({ turn, tone, icon }) => (
            <li class='todo' data-s={tone}>
              <Icon reader={reader} name={icon} />
              <div>
                <a href={`${href}#${turn}`}>{t(`desk.${turn}`, { n: turns[turn].length })}</a>
                <p class='sub'>{unitsOf(turns[turn])}</p>
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** Every change by name. */
export function ChangesPage({ reader, since, turns, deskHref }: ChangesProps & { deskHref: string }) {
  const { t, language, zone } = reader
  const shown = turns ? kinds.filter(({ turn }) => turns[turn].length) : []
  return (
    <>
      <Crumbs reader={reader} items={[{ href: deskHref, label: t('desk.title') }]} here={t('desk.changes')} />
      <PageHead
        title={t('desk.changes')}
        lead={t('desk.changesSince', { moment: writeInstant(language, since, zone) })}
      />
      {shown.length === 0 && (
        <EmptyState
          reader={reader}
          icon='history'
          title={t(turns ? 'desk.changesNone' : 'desk.changesTooLarge')}
        />
      )}
      <div class='flow-l'>
        {turns &&
          shown.map(({ turn, tone, icon }) => (
            <Section id={turn} title={t(`desk.${turn}`, { n: turns[turn].length })}>
              <TodoList
                reader={reader}
                items={turns[turn].map(({ code, title, unitName }) => ({
                  title,
                  href: reader.at(`/targets/${encodeURIComponent(code)}`),
                  note: `${code} · ${unitName}`,
                  tone,
                  icon,
                }))}
              />
            </Section>
          ))}
      </div>
    </>
  )
}

function unitsOf(turned: { unitName: string }[]): string {
  const names = [...new Set(turned.map(({ unitName }) => unitName))]
  return names.slice(0, NAMED).join(', ') + (names.length > NAMED ? ', …' : '')
}
