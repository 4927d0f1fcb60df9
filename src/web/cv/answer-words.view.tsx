/** An answer: a line, a list, or what is missing. */
export function Words({ words }: { words: readonly string[] | undefined }) {
  if (words === undefined) return <span class="quiet">Pas encore répondu</span>;
  if (words.length === 0) return <span class="quiet">Rien</span>;
  if (words.length === 1) return <>{words[0]}</>;
  return (
    <ul class="plain">
      {words.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
