/** On the page of an offer or a mission: read aloud, share, print. The server wrote the buttons in a template; each is shown only where it works. */

const template = document.querySelector<HTMLTemplateElement>('#outils');
const article = document.querySelector<HTMLElement>('main article');

if (template && article) {
  const tools = template.content.firstElementChild as HTMLElement;
  template.replaceWith(tools);
  prepareReading(tools, article);
  prepareSharing(tools);
  tool(tools, 'print')?.addEventListener('click', () => print());
}

function tool(tools: HTMLElement, name: string): HTMLButtonElement | null {
  return tools.querySelector<HTMLButtonElement>(`button[data-tool="${name}"]`);
}

/** The words of a button; another text of its own when given. */
function say(button: HTMLElement, words: string | undefined): void {
  const label = button.querySelector('span');
  if (label && words !== undefined) label.textContent = words;
}

/** Reads block by block: long texts stop by themselves in some browsers. The button waits for a French voice. */
function prepareReading(tools: HTMLElement, text: HTMLElement): void {
  const button = tool(tools, 'read');
  const speech = window.speechSynthesis as SpeechSynthesis | undefined;
  if (!button || !speech) return;
  const rest = button.querySelector('span')?.textContent ?? '';
  let reading: HTMLElement[] = [];

  const voice = () => {
    const french = speech.getVoices().filter(({ lang }) => /^fr/i.test(lang));
    return french.find(({ localService }) => localService) ?? french[0];
  };
  const offer = () => {
    button.hidden = voice() === undefined;
  };
  const stop = () => {
    speech.cancel();
    for (const block of reading) block.classList.remove('reading');
    reading = [];
    say(button, rest);
  };
  const start = () => {
    speech.cancel();
    reading = [...text.querySelectorAll<HTMLElement>('h1, h2, p, li, dt, dd')].filter(
      (block) =>
        !block.closest('.noprint, .back, .buttons') && block.offsetParent !== null && !block.querySelector('p, li'),
    );
    const last = reading[reading.length - 1];
    for (const block of reading) {
      const words = new SpeechSynthesisUtterance(block.textContent ?? '');
      words.lang = 'fr-FR';
      words.rate = 0.95;
      const chosen = voice();
      if (chosen) words.voice = chosen;
      words.onstart = () => block.classList.add('reading');
      words.onend = () => {
        block.classList.remove('reading');
        if (block === last) stop();
      };
      speech.speak(words);
    }
    say(button, button.dataset['on']);
  };

  offer();
  speech.addEventListener?.('voiceschanged', offer);
  button.addEventListener('click', () => (reading.length > 0 ? stop() : start()));
  addEventListener('pagehide', stop);
}

/** The telephone's own sheet where there is one, else the address is copied. */
function prepareSharing(tools: HTMLElement): void {
  const button = tool(tools, 'share');
  if (!button) return;
  const canShare = typeof navigator.share === 'function';
  const clipboard = navigator.clipboard as Clipboard | undefined;
  button.hidden = !canShare && !clipboard;
  const url = document.querySelector<HTMLLinkElement>('link[rel="canonical"]')?.href ?? location.href;
  button.addEventListener('click', () => {
    // Refused when the person closes the sheet: nothing to say.
    if (canShare) navigator.share({ title: document.title, url }).catch(() => undefined);
    else
      clipboard?.writeText(url).then(
        () => say(button, button.dataset['done']),
        () => undefined,
      );
  });
}

export {};
