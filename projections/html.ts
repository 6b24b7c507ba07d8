/** Text as it may stand in HTML, in an element or a quoted attribute. */
export const escapeHtml = (text: unknown): string =>
  String(text ?? '').replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** HTML made of literal parts and escaped values; a value that is {@link Html} itself, or a list of them, stands as it is. */
export class Html {
  constructor(readonly text: string) {}
}

export function html(parts: TemplateStringsArray, ...values: readonly unknown[]): Html {
  const written = values.map((value) =>
    [value]
      .flat()
      .map((one) => (one instanceof Html ? one.text : escapeHtml(one)))
      .join(''),
  );
  return new Html(parts.reduce((text, part, index) => text + (written[index - 1] ?? '') + part));
}
