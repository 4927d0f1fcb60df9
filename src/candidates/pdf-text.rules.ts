/** Which of the two files of the font holds which letters, so that every name of Europe is written with its own letters. */

/** Basic Latin, Latin-1, œ, and the punctuation of French. */
const LATIN =
  /[\u0020-\u007e\u00a0-\u00ff\u0131\u0152\u0153\u2013\u2014\u2018-\u201a\u201c-\u201e\u2022\u2026\u2039\u203a\u20ac\u2122\n]/;
/** The rest of Latin Extended-A that the font draws, and the four letters of Romanian. */
const LATIN_EXTENDED = /[ĀāĂăĄąĆćĊċČčĎďĐđĒēĖėĘęĚěĞğĠġĢģĦħĪīĮįĶķĻļĽľŁłŃńŅņŇňŐőŔŕŘřŚśŞşŠšŢţŤťŪūŮůŰűŲųŸŹźŻżŽžȘșȚț]/;

export interface InkRun {
  readonly set: 'latin' | 'latin-ext';
  readonly text: string;
}

/** The text cut where the font changes; narrow spaces become spaces, pictures vanish, unknown letters lose their accents or become "?". */
export function inkRuns(text: string): InkRun[] {
  const runs: { set: InkRun['set']; text: string }[] = [];
  for (const character of drawable(text)) {
    const set = LATIN_EXTENDED.test(character) ? 'latin-ext' : 'latin';
    const last = runs.at(-1);
    // A space belongs to the run before it, so that a name in two fonts breaks no line for nothing.
    if (last && (last.set === set || character === ' ')) last.text += character;
    else runs.push({ set, text: character });
  }
  return runs.length === 0 ? [{ set: 'latin', text: ' ' }] : runs;
}

function drawable(text: string): string {
  const plain = text
    .normalize('NFC')
    .replace(/[\u2000-\u200a\u202f]/g, ' ')
    .replace(/\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Cf}|\ufe0e|\ufe0f|\p{Cc}(?<!\n)/gu, '');
  return [...plain].map((character) => (known(character) ? character : closest(character))).join('');
}

function known(character: string): boolean {
  return LATIN.test(character) || LATIN_EXTENDED.test(character);
}

function closest(character: string): string {
  const bare = character.normalize('NFD').replace(/\p{M}/gu, '');
  if (bare === '') return '';
  return known(bare) ? bare : '?';
}
