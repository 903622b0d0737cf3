import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkSvg, prefixIds } from './check-svg.ts';
import { joinMarkup, splitMarkup } from './markup-tags.ts';

const XMLNS = 'xmlns="http://www.w3.org/2000/svg"';
const check = (svg: unknown) => checkSvg('report', 'svg', svg);

describe('checkSvg', () => {
  it('lets shapes and text pass unchanged', () => {
    const svg = `<svg ${XMLNS} viewBox="0 0 2 2"><title>a &lt;b&gt;</title><g clip-path="url(#c)"><path d="M0,0L1,-1e3Z"/></g><text>x</text></svg>`;
    expect(joinMarkup(check(svg))).toBe(svg);
    expect(joinMarkup(check(`\n${svg}\n`))).toBe(svg);
  });

  it('lets an embedded PNG pass, however large, and notices one that does not end', () => {
    const svg = (end: string): string =>
      `<svg ${XMLNS}><image width="1" image-rendering="pixelated" href="data:image/png;base64,${'A'.repeat(4e6)}${end}/></svg>`;
    expect(joinMarkup(check(svg('"')))).toBe(svg('"'));
    expect(() => check(svg('<'))).toThrow('malformed markup at character');
  });

  it.each([
    ['a script', '<script>alert(1)</script>'],
    ['a style sheet', '<style>@import "x"</style>'],
    ['foreign markup', '<foreignObject><p>x</p></foreignObject>'],
    ['a fetched image', '<image href="x.png"/>'],
    ['an image of a kind that may hold scripts', '<image href="data:image/svg+xml;base64,AAAA"/>'],
    ['bytes that are no base64', '<image href="data:image/png;base64,A;url"/>'],
    ['an embedded address elsewhere', '<rect href="data:image/png;base64,AAAA"/>'],
    ['an old address', '<image xlink:href="data:image/png;base64,AAAA"/>'],
    ['a link', '<a href="x"><text>x</text></a>'],
    ['a reference', '<use href="#x"/>'],
    ['an animation', '<animate attributeName="href"/>'],
    ['an event handler', '<rect onload="alert(1)"/>'],
    ['a style', '<rect style="fill:url(https://example.org)"/>'],
    ['a fetched paint', '<rect fill="url(https://example.org/#p)"/>'],
    ['a fetched paint, spelt with an entity', '<rect fill="&#117;rl(//example.org)"/>'],
    ['a fetched paint, spelt with an escape', '<rect fill="u\\72l(//example.org)"/>'],
    ['another name space', '<g xmlns="http://www.w3.org/1999/xhtml"/>'],
    ['a comment', '<!-- x -->'],
    ['CDATA', '<title><![CDATA[<b>]]></title>'],
    ['a nested svg', '<svg></svg>'],
    ['an element within a title', '<title><g/></title>'],
    ['text outside text', '<g>x</g>'],
    ['an attribute twice', '<rect x="1" x="2"/>'],
    ['crossed tags', '<g><text></g></text>'],
    ['an unknown entity', '<text>&nbsp;</text>'],
    ['a bare ampersand', '<text>a & b</text>'],
    ['an unquoted attribute', '<rect x=1/>'],
    ['a missing end', '<g>'],
    ['a second end', '</svg>'],
    ['a second root', '</svg><svg>'],
    ['text after the end', '</svg>x<svg>'],
  ])('refuses %s', (_, inside) => {
    expect(() => check(`<svg ${XMLNS}>${inside}</svg>`)).toThrow(RangeError);
  });

  it('refuses what is no SVG', () => {
    expect(() => check('')).toThrow(RangeError);
    expect(() => check('x')).toThrow(RangeError);
    expect(() => check('<g/>')).toThrow('got a misplaced <g>');
    expect(() => check(`<?xml version="1.0"?><svg ${XMLNS}></svg>`)).toThrow('malformed markup at character 0');
    expect(() => check(undefined)).toThrow(
      new TypeError('report: svg must be an SVG of shapes, text and embedded PNGs alone, got undefined'),
    );
  });

  it('prefixes ids and what refers to them', () => {
    const svg = `<svg ${XMLNS} aria-label="url(#c)"><g clip-path="url(#c)"/><defs><clipPath id="c"/></defs></svg>`;
    const renamed = joinMarkup(prefixIds(check(svg), 'f1-'));
    expect(renamed).toBe(
      `<svg ${XMLNS} aria-label="url(#c)"><g clip-path="url(#f1-c)"/><defs><clipPath id="f1-c"/></defs></svg>`,
    );
  });
});

describe('splitMarkup', () => {
  it('never passes text that joins to something else', () => {
    const part = fc.constantFrom(
      '<g>',
      '</g>',
      '<g/>',
      '<g a="b">',
      '<',
      '>',
      '&amp;',
      '&',
      '"',
      'x',
      '<!--',
      '=',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const pieces = splitMarkup(parts.join(''));
        if (typeof pieces !== 'number') expect(joinMarkup(pieces)).toBe(parts.join(''));
      }),
      { numRuns: 300 },
    );
  });
});
