// Names with Unicode labels and what UTS 46 makes of them as the URL Standard applies it (non-transitional,
// CheckHyphens off, BiDi and joiners checked; null: refused), in the manner of Unicode's IdnaTestV2.txt:
// one or two for each of its statuses. The tests hold the second column against the platform's parser.

export const IDNA_CASES: readonly (readonly [unicode: string, ascii: string | null])[] = [
  ["b\u00fccher.example", "xn--bcher-kva.example"],
  ["B\u00dcCHER.example", "xn--bcher-kva.example"],
  ["bu\u0308cher.example", "xn--bcher-kva.example"],
  ["fa\u00df.example", "xn--fa-hia.example"],
  ["\u03b2\u03cc\u03bb\u03bf\u03c2.example", "xn--nxasmm1c.example"],
  ["h\u0435adway.co", "xn--hadway-3of.co"],
  ["headw\u0430y.co", "xn--headwy-7nf.co"],
  ["he\u0430dway.co", "xn--hedway-4nf.co"],
  ["\u4e2d\u56fd.example", "xn--fiqs8s.example"],
  ["\u0627\u0644.example", "xn--mgb2d.example"],
  ["\u0061\u0627.example", null],
  ["\u200dheadway.co", null],
  ["head\u200cway.co", null],
  ["\u0308a.example", null],
  ["xn--a.example\u3002co", null],
  ["xn--\u00fc.example", null],
  ["a\ufffdb.example", null],
  ["a\u2024b\u00fc.example", null],
];
