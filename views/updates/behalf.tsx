import { behalfSources } from '../../src/domain/follow-up.ts'
import { readSource } from '../../src/domain/update.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { SegmentedRadios } from '../parts/choices.tsx'
import { DateField, TextField } from '../parts/inputs.tsx'
import { Callout } from '../parts/notes.tsx'
import type { Reader } from '../reader.ts'
import type { UpdateFormProps } from './form.tsx'
import { problemIn } from './problems.ts'

const LONGEST_NOTE = 200

/** Whose words these are, and what follows from entering them. */
export function BehalfNote({ reader, target }: Pick<UpdateFormProps, 'reader' | 'target'>) {
  const { t } = reader
  return (
    <Callout reader={reader} tone='info' title={t('behalf.noteTitle', { unit: target.unitName })}>
      <p>{t('behalf.note')}</p>
    </Callout>
  )
}

/** How the unit told it, who or on which paper, and the day on the paper. */
export function BehalfFields({ reader, typed, problems }: UpdateFormProps) {
  const { t } = reader
  return (
    <>
      <SegmentedRadios
        reader={reader}
        name='source'
        label={t('behalf.source')}
        error={problemIn(t, problems, 'source')}
        value={typed.source}
        options={behalfSources.map((value) => ({ value, label: t(`behalf.source.${value}`) }))}
      />
      <TextField
        reader={reader}
        name='source_note'
        label={t('behalf.sourceNote')}
        hint={t('behalf.sourceNoteHint')}
        error={problemIn(t, problems, 'source_note')}
        optional
        value={typed.source_note}
        attributes={{ maxlength: LONGEST_NOTE, autocomplete: 'off' }}
      />
      <DateField
        reader={reader}
        name='captured_at'
        label={t('behalf.paperDay')}
        hint={t('behalf.paperDayHint', { today: writeDay(reader.language, reader.today) })}
        error={problemIn(t, problems, 'captured_at')}
        value={typed.captured_at}
        optional
      />
    </>
  )
}

/** 'Điện thoại: Chủ tịch UBND xã'; empty for a unit's own report. */
export function toldWords({ t }: Reader, source: string): string {
  const told = readSource(source)
  if (!told) return source
  const way = t(`behalf.source.${told.source}`)
  return told.note ? t('behalf.told', { source: way, note: told.note }) : way
}
