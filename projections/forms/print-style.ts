import { Html } from '../html.js';

/** A4, black on white, nothing that a printer loses. */
export const formStyle = new Html(`<style>
@page { size: A4; margin: 15mm 16mm; }
body { font: 10pt/1.3 system-ui, sans-serif; color: #000; margin: 0 auto; max-width: 178mm; }
h1 { font-size: 15pt; margin: 0 0 4mm; }
h2 { font-size: 11pt; margin: 4mm 0 1mm; border-bottom: 0.4pt solid #000; }
section { break-inside: avoid; }
table { border-collapse: collapse; width: 100%; }
th { text-align: left; font-weight: 400; color: #333; width: 68mm; vertical-align: top; padding: 0.4mm 3mm 0.4mm 0; }
td { padding: 0.4mm 0; overflow-wrap: anywhere; }
</style>`);
