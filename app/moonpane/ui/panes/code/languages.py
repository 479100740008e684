"""The languages of a page: HTML, CSS, JavaScript and TypeScript with and without JSX, JSON, Markdown.

No rule has a group of its own other than `(?:…)`: the number of a match's group is the number of its rule.
"""

from collections.abc import Sequence
from pathlib import PurePosixPath

from moonpane.ui.panes.code.grammar import Language, Mode, Rule

KINDS = (
    "code_comment",
    "code_tag",
    "code_name",
    "code_string",
    "code_number",
    "code_keyword",
    "muted",
)
COMMENT, TAG, NAME, STRING, NUMBER, WORD, SIGN = KINDS
_JS_WORDS = (
    "abstract|as|async|await|break|case|catch|class|const|continue|debugger|declare|default|delete|do|else|enum|export|"
    "extends|finally|for|from|function|get|if|implements|import|in|infer|instanceof|interface|is|keyof|let|namespace|"
    "new|of|private|protected|public|readonly|return|satisfies|set|static|super|switch|this|throw|try|type|typeof|var|"
    "void|while|with|yield"
)
_STRINGS = (
    Rule(r'"(?:\\.|[^"\\])*"?', STRING),
    Rule(r"'(?:\\.|[^'\\])*'?", STRING),
)
# A slash begins a regular expression only where a value may begin.
_REGEX = (
    r"(?:(?<=[=(,:\[!&|?;{}])|(?<=[=(,:\[!&|?;{}>] )|(?<=return ))/(?![/*])(?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\\[])+/\w*"
)
# So does an element, and where a line begins.
_ELEMENT = r"(?:(?<=[(=,?:&|{}>\[;\s])|(?<![\s\S]))<(?=[A-Za-z>])"


def _js(braces: str, *, jsx: bool) -> Sequence[Rule]:
    elements = (Rule(_ELEMENT, SIGN, push="jsx-tag"),) if jsx else ()
    return (
        Rule(r"//[^\n]*", COMMENT),
        Rule(r"/\*", COMMENT, push="block-comment"),
        *_STRINGS,
        Rule(r"`", STRING, push="jsx-template" if jsx else "template"),
        Rule(_REGEX, STRING),
        *elements,
        Rule(r"\{", SIGN, push=braces),
        Rule(r"\}", SIGN, pops=True),
        Rule(r"\b(?:true|false|null|undefined|NaN|Infinity)\b", NUMBER),
        Rule(rf"(?<![.\w$])(?:{_JS_WORDS})(?![\w$])", WORD),
        Rule(r"(?<![\w$.])(?:0[xXbBoO][\da-fA-F_]+|\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?)n?", NUMBER),
        Rule(r"[A-Za-z_$][\w$]*(?=\s*\()", TAG),
        Rule(r"[A-Z][\w$]*", NAME),
        Rule(r"[A-Za-z_$][\w$]*"),
        Rule(r"[=+\-*/%<>!&|^~?:;,.()\[\]@#]+", SIGN),
    )


_CSS_VALUES = (
    Rule(r"/\*", COMMENT, push="block-comment"),
    *_STRINGS,
    Rule(r"#[\da-fA-F]{3,8}\b", NUMBER),
    Rule(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:%|[a-zA-Z]+)?", NUMBER),
    Rule(r"![a-z]+", WORD),
)
_CSS_IN_BRACES = (
    *_CSS_VALUES[:1],
    Rule(r"\}", SIGN, pops=True),
    Rule(r"@[\w-]+", WORD),
    Rule(r"--[\w-]+(?=\s*:)", NAME),
    Rule(r"[a-zA-Z-]+(?=\s*:(?![^;{}]{0,300}+\{))", NAME, push="css-value"),
    # Bounded and never tried again shorter: a long line without a brace must not cost its length squared.
    Rule(r"[^{}:;/@]{1,300}+(?:(?=\{)|:[^{};/@]{1,300}+(?=\{))", TAG),
    Rule(r"\{", SIGN, push="css-braces"),
    *_CSS_VALUES[1:],
    Rule(r"[\w-]+"),
    Rule(r"[:;,()>~+*/=]", SIGN),
)
_MODES: dict[str, Mode] = {
    # HTML
    "html": Mode(
        (
            Rule(r"<!--", COMMENT, push="comment"),
            Rule(r"<!(?:doctype|DOCTYPE)", TAG, push="tag"),
            Rule(r"<(?i:style)(?![\w-])", TAG, push="style-tag"),
            Rule(r"<(?i:script)(?![\w-])", TAG, push="script-tag"),
            Rule(r"</?[a-zA-Z][\w:.-]*", TAG, push="tag"),
            Rule(r"&(?:#?\w+);", NUMBER),
        )
    ),
    "comment": Mode((Rule(r"-->", COMMENT, pops=True),), COMMENT),
    "css-in-html": Mode(_CSS_IN_BRACES, until=r"</style"),
    "js-in-html": Mode(_js("js-braces", jsx=False), until=r"</script"),
    "attribute-double": Mode((Rule(r'"', STRING, pops=True),), STRING),
    "attribute-single": Mode((Rule(r"'", STRING, pops=True),), STRING),
    # CSS
    "css": Mode(_CSS_IN_BRACES),
    "css-braces": Mode(_CSS_IN_BRACES),
    "css-value": Mode(
        (
            Rule(r";", SIGN, pops=True),
            Rule(r"(?=\})", pops=True),
            *_CSS_VALUES,
            Rule(r"[a-zA-Z-]+(?=\()", TAG),
            Rule(r"--[\w-]+", NAME),
            Rule(r"[\w-]+"),
            Rule(r"[:,()/*+]", SIGN),
        )
    ),
    "block-comment": Mode((Rule(r"\*/", COMMENT, pops=True),), COMMENT),
    # JavaScript, TypeScript
    "js": Mode(_js("js-braces", jsx=False)),
    "js-braces": Mode(_js("js-braces", jsx=False)),
    "template": Mode((Rule(r"\\."), Rule(r"`", STRING, pops=True), Rule(r"\$\{", SIGN, push="js-braces")), STRING),
    "jsx": Mode(_js("jsx-braces", jsx=True)),
    "jsx-braces": Mode(_js("jsx-braces", jsx=True)),
    "jsx-template": Mode((Rule(r"\\."), Rule(r"`", STRING, pops=True), Rule(r"\$\{", SIGN, push="jsx-braces")), STRING),
    "jsx-tag": Mode(
        (
            Rule(r"/>", SIGN, pops=True),
            Rule(r">", SIGN, pops=True, push="jsx-text"),
            Rule(r"\{", SIGN, push="jsx-braces"),
            Rule(r'"', STRING, push="attribute-double"),
            Rule(r"'", STRING, push="attribute-single"),
            Rule(r"(?<=<)[\w.:-]+", TAG),
            Rule(r"[\w:-]+", NAME),
            Rule(r"=", SIGN),
        )
    ),
    "jsx-text": Mode(
        (
            Rule(r"</[\w.:-]*\s*>", TAG, pops=True),
            Rule(r"<(?=[A-Za-z>])", SIGN, push="jsx-tag"),
            Rule(r"\{", SIGN, push="jsx-braces"),
            Rule(r"&(?:#?\w+);", NUMBER),
        )
    ),
    # JSON
    "json": Mode(
        (
            Rule(r'"(?:\\.|[^"\\])*"(?=\s*:)', NAME),
            Rule(r'"(?:\\.|[^"\\])*"?', STRING),
            Rule(r"\b(?:true|false|null)\b", WORD),
            Rule(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?", NUMBER),
            Rule(r"[{}\[\]:,]+", SIGN),
        )
    ),
    # Markdown
    "md": Mode(
        (
            Rule(r"(?<![\s\S])\s{0,3}(?:```|~~~).*", COMMENT, push="md-fence"),
            Rule(r"(?<![\s\S])\s{0,3}#{1,6}\s.*", TAG),
            Rule(r"(?<![\s\S])\s*(?:[-*+]|\d+[.)])\s", WORD),
            Rule(r"(?<![\s\S])\s{0,3}>.*", COMMENT),
            Rule(r"`[^`]+`", STRING),
            Rule(r"!?\[[^\]\n]*\]\([^)\n]*\)", NAME),
            Rule(r"\*\*[^*]+\*\*|__[^_]+__", NUMBER),
        )
    ),
    "md-fence": Mode((Rule(r"(?<![\s\S])\s{0,3}(?:```|~~~)\s*$", COMMENT, pops=True),), STRING),
    "text": Mode(()),
}


def _tag(closing: Rule) -> Mode:
    """The inside of an HTML tag."""
    return Mode(
        (
            closing,
            Rule(r'"', STRING, push="attribute-double"),
            Rule(r"'", STRING, push="attribute-single"),
            Rule(r"(?<==)[^\s\"'>]+", STRING),
            Rule(r"[^\s=\"'>/]+", NAME),
            Rule(r"[=/]", SIGN),
        )
    )


_MODES["tag"] = _tag(Rule(r"/?>", TAG, pops=True))
_MODES["style-tag"] = _tag(Rule(r">", TAG, pops=True, push="css-in-html"))
_MODES["script-tag"] = _tag(Rule(r">", TAG, pops=True, push="js-in-html"))

_STARTS = {
    "html": "html", "htm": "html", "svg": "html", "xml": "html", "vue": "html",
    "css": "css", "scss": "css",
    "js": "jsx", "mjs": "jsx", "cjs": "js", "jsx": "jsx", "tsx": "jsx", "ts": "js",
    "json": "json", "md": "md",
}  # fmt: skip
LANGUAGES = {start: Language(_MODES, start) for start in {*_STARTS.values(), "text"}}


def language_of(path: str) -> Language:
    """By the end of a file's name; what is not known is plain text."""
    return LANGUAGES[_STARTS.get(PurePosixPath(path).suffix.lower().lstrip("."), "text")]
