import { idsIn, idsInTitles } from './named-ids.js';

describe('the ids a text names', () => {
  it('are rules of the guidance, of the house, and readings, each once', () => {
    const text = '/** ANB-2.2.1a, SKE-X1 and BAR-001-13 (R25, H1): SYS-end-before-start. Again ANB-2.2.1a. */';
    expect(idsIn(text)).toEqual(['ANB-2.2.1a', 'SKE-X1', 'BAR-001-13', 'R25', 'H1', 'SYS-end-before-start']);
  });

  it('end before the dot of a sentence, and before a range', () => {
    expect(idsIn('See IND-3.2.9.4a. Or ANB-2.1a to ANB-2.1i.')).toEqual(['IND-3.2.9.4a', 'ANB-2.1a', 'ANB-2.1i']);
  });

  it('are not what only looks like one', () => {
    expect(idsIn('CRANB-2.1a SHA-256 R0 R2D2 AR25 SYS- ANB- BL-114-1-1 L201 Q4')).toEqual([]);
  });
});

describe('the ids that titles name', () => {
  it('stand in tests and in what groups them, over line breaks and with escaped quotes', () => {
    const text = `describe('ANB-2.1a', () => {
      test(
        "IND-3.1a: the child's",
        () => expect(1).toBe(1));
      it('SKE-2a the child\\'s SKE-2b', () => {});
      it(\`R1 and more\`, () => {});
    });`;
    expect(idsInTitles(text)).toEqual(['ANB-2.1a', 'IND-3.1a', 'SKE-2a', 'SKE-2b', 'R1']);
  });

  it('are not those of the body, of a comment, or of a test that is skipped or still to do', () => {
    const text = `// ANB-2.1a
      it('counts', () => expect(rule).toBe('ANB-2.1b'));
      it.skip('ANB-2.1c', () => {});
      test.todo('ANB-2.1d');
      submit('ANB-2.1e');`;
    expect(idsInTitles(text)).toEqual([]);
  });

  it('are taken from the table of a title that takes from it, and only then', () => {
    expect(idsInTitles(`it.each([['ANB-2.2.6b', '11'], ['ANB-2.2.6c', '8']])('%s R6: missing', () => {});`)).toEqual([
      'R6',
      'ANB-2.2.6b',
      'ANB-2.2.6c',
    ]);
    expect(idsInTitles(`it.each([['ANB-2.2.6b']])('R6', () => {});`)).toEqual(['R6']);
  });

  it('keep two tables apart', () => {
    const text = `it.each([['x']])('%s R1', () => {}); test('plain', () => f('ANB-2.1a')); it.each([['ANB-2.1b']])('%s', () => {});`;
    expect(idsInTitles(text)).toEqual(['R1', 'ANB-2.1b']);
  });
});
