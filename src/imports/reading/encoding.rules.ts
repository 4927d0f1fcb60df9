export type TextEncodingName = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/**
 * The encoding of a file: its byte order mark, else UTF-8 when every byte of it fits (`isUtf8`), else Windows-1252, which is what French
 * spreadsheets and older feeds write and which includes ISO-8859-1.
 */
export function encodingOf(head: Uint8Array, isUtf8: boolean): TextEncodingName {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return isUtf8 ? 'utf-8' : 'windows-1252';
}

const MAGIC: readonly { readonly bytes: readonly number[]; readonly what: string }[] = [
  { bytes: [0x25, 0x50, 0x44, 0x46], what: 'un PDF' },
  { bytes: [0x50, 0x4b, 0x03, 0x04], what: 'un classeur Excel ou une archive zip : enregistrez-le en CSV' },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], what: 'un ancien classeur Excel : enregistrez-le en CSV' },
  { bytes: [0x89, 0x50, 0x4e, 0x47], what: 'une image' },
  { bytes: [0xff, 0xd8, 0xff], what: 'une image' },
];

/** Says what a file that is no text is, in French; null when it may be text. */
export function binaryKind(head: Uint8Array): string | null {
  for (const { bytes, what } of MAGIC) if (bytes.every((byte, i) => head[i] === byte)) return what;
  if (encodingOf(head, true) !== 'utf-8') return null;
  const zeros = head.reduce((count, byte) => count + (byte === 0 ? 1 : 0), 0);
  return zeros > head.length / 10 ? 'un fichier binaire' : null;
}

export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}
