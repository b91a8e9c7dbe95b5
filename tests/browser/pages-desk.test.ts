import { describe } from 'vitest'
import { lookAtPages, widths } from './support/pages.ts'

describe('on a screen of desk width', () => lookAtPages(widths.desk))
