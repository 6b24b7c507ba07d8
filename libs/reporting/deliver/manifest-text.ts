import type { Manifest } from '../port.js';

/** A manifest as it lies in its folder: members in the order of the port, those of its maps by name; two spaces; LF at the end. */
export const manifestText = (manifest: Manifest): string =>
  `${JSON.stringify({ ...manifest, parameters: byName(manifest.parameters), codeLists: byName(manifest.codeLists) }, null, 2)}\n`;

const byName = (map: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(map).sort(([one], [other]) => (one < other ? -1 : 1)));
