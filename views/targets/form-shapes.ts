import type { Reader } from '../reader.ts'
import type { CurvePictureProps } from './curve-picture.tsx'
import { type AmountQuestion, problemOf, type TargetControl, type TargetProblem } from './form-problems.ts'

/** What may be chosen by searching: what was found, and what is chosen already. */
export interface Found {
  code: string
  name: string
  /** Whose target it is. */
  unitName?: string
}

export interface TargetFieldsProps {
  reader: Reader
  /** What stands in a control, as it was typed; '' where nothing does. */
  typed: (name: string) => string
  problems: TargetProblem[]
  questions: AmountQuestion[]
  groups: { number: number; name: string }[]
  helpers: { chosen: Found[]; found: Found[] }
  /** `maySearch`: the reader may look at targets above. */
  parents: { chosen: Found | null; found: Found[]; maySearch: boolean }
  /** Ready-made addresses of the pieces that are drawn while one types. */
  paths: { curve: string; units: string; parents: string }
  picture: CurvePictureProps | null
}

/** Name, typed text and error of one control. */
export function control({ reader, typed, problems }: TargetFieldsProps, name: TargetControl) {
  return { reader, name, value: typed(name), error: problemOf(reader.t, problems, name) }
}
