import { CopyButton } from '../parts/copy-button.tsx'
import type { Reader } from '../reader.ts'
import type { ZaloTexts } from './shapes.ts'

/** The messages to copy into Zalo: for the group of all units, and for each unit. */
export function ZaloList({ reader, texts }: { reader: Reader; texts: ZaloTexts }) {
  const { t } = reader
  return (
    <div class='flow'>
      {texts.group !== null && (
        <ZaloBox reader={reader} id='zalo-group' label={t('reminder.zaloGroup')} text={texts.group} />
      )}
      {texts.units.map(({ name, text }, n) => (
        <ZaloBox
          reader={reader}
          id={`zalo-${n + 1}`}
          label={t('reminder.zaloOf', { unit: name })}
          text={text}
        />
      ))}
    </div>
  )
}

/** Read-only, so that it can be chosen and copied by hand where there is no script. */
export function ZaloBox(props: { reader: Reader; id: string; label: string; text: string }) {
  const { reader, id, label, text } = props
  return (
    <div class='field'>
      <label class='lbl' for={id}>
        {label}
      </label>
      <textarea class='in' id={id} rows={Math.min(12, rowsOf(text))} readonly lang='vi'>
        {text}
      </textarea>
      <div class='row mt-s'>
        <CopyButton reader={reader} from={`#${id}`} />
        <span class='hint'>{reader.t('reminder.zaloLength', { n: [...text].length })}</span>
      </div>
    </div>
  )
}

const COLUMNS = 68

const rowsOf = (text: string) =>
  text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / COLUMNS)), 0)
