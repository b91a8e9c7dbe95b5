import { writeDay, writeInstant } from '../../src/i18n/days.ts'
import { PrintButton } from '../parts/form.tsx'
import { Icon } from '../parts/icon.tsx'
import { Crumbs, PageHead, Section } from '../parts/page.tsx'
import type { Html, Reader } from '../reader.ts'
import { countsOf, DirectionList, LastList } from './directions.tsx'
import { RedList, redSummary } from './red-list.tsx'
import type { LastConclusions, MeetingHead, RedUnit, SlideDirection } from './shapes.ts'

export interface AgendaProps {
  reader: Reader
  meeting: MeetingHead
  last: LastConclusions
  units: (RedUnit & { href: string; conclusions: SlideDirection[] })[]
  /** Red units beyond those on the agenda. */
  left: number
  startHref: string
  listHref: string
  noticeHref: string
}

/** The whole meeting on one page: what it goes through, in its order; printed, it is the agenda. */
export function AgendaPage(props: AgendaProps): Html {
  const { reader, meeting, last, units, left } = props
  const { t, language, now, zone } = reader
  const at = writeInstant(language, now, zone)
  return (
    <>
      <Crumbs
        reader={reader}
        items={[{ href: props.listHref, label: t('meeting.title') }]}
        here={t('meeting.weekOf', { n: meeting.week.number, year: meeting.week.year })}
      />
      <PageHead
        eyebrow={`${meeting.campaign} · ${writeDay(language, meeting.heldOn)}`}
        title={meeting.title}
        lead={
          units.length ? t('meeting.agendaLead', { n: units.length, at }) : t('meeting.agendaNone', { at })
        }
        actions={<AgendaActions {...props} />}
      />
      <div class='flow-l'>
        <Section
          id='h-last'
          title={<a href={props.startHref}>{`1. ${t('meeting.previous')}`}</a>}
          aside={last.conclusions.length ? countsOf(reader, last.conclusions) : undefined}
          card
        >
          <div class='flow'>
            <LastList reader={reader} last={last} />
          </div>
        </Section>
        {units.length > 0 && (
          <Section id='h-units' title={t('meeting.agenda')} card>
            <ol class='agenda'>
              {units.map((unit, n) => (
                <AgendaUnit reader={reader} unit={unit} n={n + 2} />
              ))}
            </ol>
            {left > 0 && <p class='sub'>{t('meeting.agendaLeft', { n: left })}</p>}
          </Section>
        )}
      </div>
    </>
  )
}

function AgendaActions({ reader, startHref, noticeHref }: AgendaProps) {
  const { t } = reader
  return (
    <>
      <a class='btn btn--p' href={startHref} rel='next' data-key='ArrowRight PageDown'>
        <Icon reader={reader} name='monitor' />
        {t('meeting.start')}
      </a>
      <a class='btn' href={noticeHref}>
        <Icon reader={reader} name='scroll-text' />
        {t('meeting.notice')}
      </a>
      <PrintButton reader={reader} />
    </>
  )
}

function AgendaUnit(props: { reader: Reader; unit: AgendaProps['units'][number]; n: number }) {
  const { reader, unit, n } = props
  return (
    <li>
      <h3>
        <a href={unit.href}>
          {n}. {unit.name}
        </a>
      </h3>
      <p class='sub'>
        {unit.headPost} · {redSummary(reader, unit)}
      </p>
      <RedList reader={reader} unit={unit} />
      {unit.conclusions.length > 0 && (
        <div class='mt'>
          <p>
            <b>{reader.t('meeting.concluded')}</b>
          </p>
          <DirectionList reader={reader} directions={unit.conclusions} plain />
        </div>
      )}
    </li>
  )
}
