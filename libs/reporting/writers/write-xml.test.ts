import { bytesOf } from '../testing/bytes-of.js';
import { closeElement, element, escapeXml, openElement, writeXml } from './write-xml.js';

test('a document is streamed from its pieces', async () => {
  const pieces = [openElement('Rows', { n: 2 }), element('Row', 'æ'), element('Row'), closeElement('Rows')];
  expect((await bytesOf(writeXml(pieces))).toString('utf8')).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n<Rows n="2"><Row>æ</Row><Row/></Rows>',
  );
});

test('what would be markup is escaped, in texts and attributes', () => {
  expect(element('a', `<&>"'\n`, { b: '"<' })).toBe('<a b="&quot;&lt;">&lt;&amp;&gt;&quot;&apos;&#10;</a>');
  expect(element('n', 0)).toBe('<n>0</n>');
});

test.each(['\u0000', '\u001b', '\uFFFE', '\uD800', 'a\uDC00b'])('what XML cannot hold is refused: %j', (text) => {
  expect(() => escapeXml(text)).toThrow(expect.objectContaining({ code: 'writer.value-unfit' }));
});

test('a character beyond the first plane is kept', () => {
  expect(escapeXml('\u{1F600}')).toBe('\u{1F600}');
});
