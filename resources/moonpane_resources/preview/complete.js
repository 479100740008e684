// Completes a JSX or TSX file that is still being written: where to cut it, and what closes everything that is open.
//
//     const App = () => <ul>{items.map((item) => (<li cla          is completed to
//     const App = () => <ul>{items.map((item) => (<li />))}</ul>
//
// It does not parse: it follows strings, comments, brackets and tags, and offers several completions, best first. The
// compiler and a trial rendering decide which of them is a page.

const WORD = /[\w$]/;
const SPACE = /\s/;
// After these words an expression begins, so that `<` opens a tag and `/` a regular expression.
const BEFORE_EXPRESSION = new Set(
  "return typeof case in of delete void throw new else do await yield default instanceof extends".split(" "),
);
const GENERIC = /<[A-Za-z_$][\w$]*(\s*,|\s+extends\b)/y; // <T,>(x: T) => x in TSX, which is no tag
const NAME = /[A-Za-z_$][\w$.:-]*/y;

// What is open is a linked list, so that remembering it at each place costs nothing.
// kind: ( [ { of code, ` template, ${ in one, { of JSX ("brace"), tag, children, ? ternary
const opened = (kind, outer, name = "") => ({ kind, outer, name });

class Scanner {
  constructor(text) {
    this.text = text;
    this.at = 0;
    this.open = null;
    this.expects = true; // whether an expression may begin here
    this.cuts = []; // where the text may end: { at, open, expects, tail }
    this.isBroken = false;
    this.isCrossed = false; // a tag was closed by another name
  }

  scan() {
    this.cut();
    while (this.at < this.text.length && !this.isBroken) {
      const kind = this.open?.kind;
      if (kind === "`") this.template();
      else if (kind === "tag") this.tag();
      else if (kind === "children") this.children();
      else this.code();
    }
    return this.cuts;
  }

  cut(tail = "") {
    const last = this.cuts.at(-1);
    const cut = { at: this.at, open: this.open, expects: this.expects, tail };
    if (last?.at === this.at && last.tail === tail) this.cuts[this.cuts.length - 1] = cut;
    else this.cuts.push(cut);
  }

  skip(pattern) {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found) this.at += found[0].length;
    return found ? found[0] : "";
  }

  /** Past `end`; the text's end is never a cut inside of what has no end. */
  through(end, from) {
    const found = this.text.indexOf(end, from);
    this.at = found < 0 ? this.text.length : found + end.length;
    return found >= 0;
  }

  code() {
    const { text, at } = this;
    const sign = text[at];
    if (SPACE.test(sign)) this.skip(/\s+/y);
    else if (text.startsWith("//", at)) this.through("\n", at);
    else if (text.startsWith("/*", at)) this.through("*/", at + 2);
    else if (sign === '"' || sign === "'") this.string(sign);
    else if (sign === "`") this.push("`", 1);
    else if (sign === "/" && this.expects) this.regexp();
    else if (sign === "<" && this.expects && this.opensTag()) this.openTag();
    else if (WORD.test(sign)) this.word();
    else this.sign(sign);
  }

  word() {
    const word = this.skip(/[\w$]+/y);
    const isMember = /\.\s*$/.test(this.text.slice(Math.max(0, this.at - word.length - 8), this.at - word.length));
    this.expects = BEFORE_EXPRESSION.has(word) && !isMember;
    // A word at the end may be half a word: as it stands it is tried, too.
    this.cut();
  }

  sign(sign) {
    if ("([{".includes(sign)) return this.push(sign, 1);
    if (")]}".includes(sign)) return this.close(sign);
    if (this.text.startsWith("=>", this.at)) {
      this.at += 2;
      this.expects = true;
      return this.cut();
    }
    this.at += 1;
    if (sign === "?") this.question();
    else if (sign === ":" && this.open?.kind === "?") this.open = this.open.outer;
    if ((sign === "+" || sign === "-") && this.text[this.at] === sign && !this.expects) {
      this.at += 1; // i++ ends an expression
      return this.cut();
    }
    this.expects = true;
    if (sign === ";" || sign === ",") this.endTernaries();
    if (sign !== ".") this.cut();
  }

  question() {
    const next = this.text.slice(this.at).match(/^(\?|\.(?!\d)|\s*[:),;=\]}])/);
    if (next) this.at += next[0] === "?" || next[0] === "." ? 1 : 0; // ?? and ?. and TypeScript's name?: type
    else this.open = opened("?", this.open);
  }

  endTernaries() {
    while (this.open?.kind === "?") this.open = this.open.outer;
  }

  push(kind, length) {
    this.at += length;
    this.open = opened(kind, this.open);
    this.expects = true;
    this.cut();
  }

  close(sign) {
    this.endTernaries();
    const kind = this.open?.kind;
    const fits = { ")": ["("], "]": ["["], "}": ["{", "${", "brace"] }[sign].includes(kind);
    if (!fits) {
      this.isBroken = true;
      return;
    }
    this.at += 1;
    this.open = this.open.outer;
    // After a block a statement begins, after an object an operator; `<` and `/` are more likely the latter.
    this.expects = kind === "{" && !/^\s*[</]/.test(this.text.slice(this.at, this.at + 80));
    this.cut();
  }

  string(quote) {
    const start = this.at;
    const body = quote === '"' ? /"(?:[^"\\\n]|\\[^])*/y : /'(?:[^'\\\n]|\\[^])*/y;
    this.skip(body);
    if (this.at < this.text.length && this.text[this.at] === quote) this.at += 1;
    else if (this.at < this.text.length) this.isBroken = true;
    else return this.openEnd(start, quote);
    this.expects = false;
    this.cut();
  }

  /** A string that the text ends in: half an escape is taken away, the quote is set. */
  openEnd(start, quote) {
    const dangling = this.text.match(/\\(?:u\{?[\da-fA-F]*|x[\da-fA-F]?)?$/);
    if (dangling && dangling.index > start) this.at = dangling.index;
    this.expects = false;
    this.cut(quote);
    this.at = this.text.length;
  }

  regexp() {
    const found = this.skip(/\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y);
    if (!found) this.isBroken = true;
    this.expects = false;
    if (found) this.cut();
  }

  template() {
    this.skip(/(?:[^`\\$]|\\[^]|\$(?!\{))+/y);
    if (this.text.startsWith("${", this.at)) return this.push("${", 2);
    if (this.text[this.at] === "`") {
      this.at += 1;
      this.open = this.open.outer;
      this.expects = false;
      return this.cut();
    }
    if (this.at >= this.text.length) return this.cut();
    this.at = this.text.length; // a lone backslash at the end
  }

  opensTag() {
    GENERIC.lastIndex = this.at;
    if (GENERIC.test(this.text)) return false;
    return /^<(?:[A-Za-z_$>]|$)/.test(this.text.slice(this.at, this.at + 2));
  }

  openTag() {
    this.at += 1;
    const name = this.skip(NAME);
    this.open = opened("tag", this.open, name);
    // `<di` may become anything; only what follows shows that the name is whole.
    if (this.at < this.text.length) this.cut();
  }

  tag() {
    const { text, at } = this;
    const sign = text[at];
    if (SPACE.test(sign)) this.skip(/\s+/y);
    else if (text.startsWith("/>", at)) this.endTag(2);
    else if (sign === ">") {
      this.at += 1;
      this.open = opened("children", this.open.outer, this.open.name);
      this.cut();
    } else if (sign === "{") this.push("brace", 1);
    else if (sign === '"' || sign === "'") this.attributeString(sign);
    else if (sign === "=") this.at += 1;
    else if (!this.skip(/[\w$:.-]+/y)) this.at += 1;
    else if (this.at < text.length && !/^\s*=/.test(text.slice(this.at))) this.cut();
  }

  attributeString(quote) {
    const isWhole = this.through(quote, this.at + 1);
    this.cut(isWhole ? "" : quote);
  }

  endTag(length) {
    this.at += length;
    this.open = this.open.outer;
    this.expects = false;
    this.cut();
  }

  children() {
    if (this.skip(/[^<{]+/y)) return this.cut();
    if (this.text[this.at] === "{") return this.push("brace", 1);
    if (this.text.startsWith("</", this.at)) {
      const start = this.at + 2;
      if (!this.through(">", this.at)) return undefined;
      this.isCrossed ||= this.text.slice(start, this.at - 1).trim() !== this.open.name;
      this.endTag(0);
      return undefined;
    }
    if (/^<(?:[A-Za-z_$>]|$)/.test(this.text.slice(this.at, this.at + 2))) return this.openTag();
    this.isBroken = true;
    return undefined;
  }
}

/** What has to follow so that nothing stays open; `filler` stands where an expression is missing. */
function closers({ open, expects, tail }, filler) {
  let text = tail;
  let missing = expects && !tail;
  for (; open; open = open.outer) {
    if (missing && open.kind !== "tag" && open.kind !== "children" && open.kind !== "`") text += filler;
    missing = false;
    if (open.kind === "children") text += `</${open.name}>`;
    else if (open.kind === "tag") text += " />";
    else if (open.kind === "?") text += " : null";
    else if (open.kind === "`") text += "`";
    else text += { "(": ")", "[": "]" }[open.kind] ?? "}";
  }
  return missing ? text + filler : text;
}

/** Whether tags may be closed by others, which the compiler lets pass. */
export function hasCrossedTags(text) {
  const scanner = new Scanner(text);
  scanner.scan();
  return scanner.isCrossed;
}

/**
 * Files that the one being written may stand for until it goes on, the longest first.
 * A place where an expression is expected gives two: with nothing there, and with null.
 */
export function* completions(text, { most = 24 } = {}) {
  const cuts = new Scanner(text).scan();
  const seen = new Set();
  for (let i = cuts.length - 1; i >= 0 && seen.size < most; i--) {
    const cut = cuts[i];
    const head = text.slice(0, cut.at);
    for (const filler of cut.expects && !cut.tail ? ["", " null"] : [""]) {
      const whole = head + closers(cut, filler);
      if (!seen.has(whole)) {
        seen.add(whole);
        yield whole;
      }
    }
  }
}
