"""How wishes are said. `(a|b)` is one of both; {t} is the element, {v} a value, {u} another one.

A phrasing that begins with ~ is no request that "please" or "can you" could stand before. The last ones of each kind,
about a sixth, are never trained on.
"""

import re
from random import Random

PHRASINGS: dict[str, tuple[str, ...]] = {
    "text color": (
        "(make|turn) {t} {v}", "(change|set) the (color|colour) of {t} to {v}", "~{t} (should|must) be {v}",
        "(color|colour) {t} {v}", "~{t} in {v}", "(use|take) {v} for {t}", "~{v} {t}", "give {t} a {v} (color|colour)",
        "(make|turn) the (color|colour) of {t} {v}", "(set|change) {t} to {v}", "~i want {t} in {v}",
        "write {t} in {v}", "~{t} {v}", "paint {t} {v}", "~{t} would look better in {v}",
    ),
    "color of its text": (
        "(make|turn) the text of {t} {v}", "(change|set) the text (color|colour) of {t} to {v}",
        "~the text (on|of|in) {t} (should|must) be {v}", "use {v} text (for|on|in) {t}", "~{v} text (on|for) {t}",
        "(make|turn) the (letters|words) (of|on|in) {t} {v}", "give {t} {v} text", "write the text of {t} in {v}",
        "~{t} with {v} text",
    ),
    "background": (
        "(make|turn) {t} {v}", "(make|turn) the background of {t} {v}", "(change|set) the background of {t} to {v}",
        "(change|set) the background (color|colour) of {t} to {v}", "~{t} (should|must) be {v}", "color {t} {v}",
        "give {t} a {v} background", "~{t} (on|with) a {v} background", "fill {t} with {v}", "~{v} {t}",
        "(change|set) the (color|colour) of {t} to {v}", "~i want {t} in {v}", "use {v} as background of {t}",
        "~{t} {v}", "~let {t} have a {v} background", "paint {t} {v}",
    ),
    "page background": (
        "(make|turn) the (page|body) {v}", "(make|turn) the background of the page {v}",
        "(make|turn) the page's background {v}", "(set|change) the (page background|background of the page) to {v}",
        "~{v} background", "give the page a {v} background", "~the background should be {v}", "~{v} page background",
        "use {v} as the (page background|background)", "(set|change) the background (color|colour) to {v}",
        "(make|turn) the background {v}", "~the whole page on {v}", "change the page (color|colour) to {v}",
    ),
    "dark": (
        "(make|turn) the page dark", "use a dark background", "~dark (mode|theme)", "make the background dark",
        "give the page a dark (theme|background)", "~i want a dark page", "switch to (dark mode|a dark theme)",
        "make it a dark page", "change the theme to dark",
    ),
    "light": (
        "(make|turn) the page (light|bright)", "use a light background", "~light (mode|theme)",
        "switch to (light mode|a light theme)", "make the background light", "give the page a light (theme|background)",
        "~i want a light page", "change the theme to light",
    ),
    "text": (
        "(change|rename) {t} to {v}", "change the text of {t} to {v}", "~{t} should (say|read) {v}",
        "(replace|exchange) {t} (with|by) {v}", "write {v} instead of {t}", "set the text of {t} to {v}",
        "let {t} say {v}", "make {t} say {v}", "~{t} -> {v}", "put {v} in place of {t}", "~{v} instead of {t}",
        "reword {t} (to|as) {v}", "(update|edit) {t} to {v}", "make {t} read {v}", "~the text of {t} must be {v}",
    ),
    "remove": (
        "(remove|delete) {t}", "(remove|delete) {t}", "get rid of {t}", "take {t} (out|away|off the page)", "drop {t}",
        "(hide|erase|cut) {t}", "~i don't (need|want) {t}", "~{t} (should|can) go", "~without {t}",
        "(leave|throw) {t} out", "~we do not need {t} anymore",
    ),
    "larger": (
        "make {t} (larger|bigger)", "~{t} (larger|bigger)", "(increase|raise) the font size of {t}",
        "~{t} should be (larger|bigger)", "(enlarge|grow) {t}", "use a (larger|bigger) font for {t}",
        "(increase|raise) the size of {t}", "write {t} (larger|bigger)", "~{t} is too small", "scale {t} up",
    ),
    "smaller": (
        "make {t} smaller", "~{t} smaller", "(decrease|reduce|lower) the font size of {t}", "~{t} should be smaller",
        "shrink {t}", "use a smaller font for {t}", "(decrease|reduce) the size of {t}", "write {t} smaller",
        "~{t} is too (large|big)", "scale {t} down",
    ),
    "font size": (
        "(set|change) the font size of {t} to {v}", "make {t} {v}", "~{t} (in|at|with) {v}", "write {t} (in|at) {v}",
        "(set|change) the size of {t} to {v}", "~{t} should (be|have) {v}", "use {v} for {t}", "give {t} a size of {v}",
        "~font size {v} for {t}", "(set|change) the text size of {t} to {v}", "bring {t} to {v}",
    ),
    "bold": (
        "make {t} bold", "~{t} (in bold|bold)", "(set|write|put) {t} in bold", "~{t} should be bold",
        "use a bold font for {t}", "(make|turn) the text of {t} bold", "~bold {t}", "give {t} a bold (weight|font)",
        "embolden {t}", "make {t} (strong|fat)",
    ),
    "not bold": (
        "make {t} (not bold|regular|normal weight)", "~{t} (not bold|without bold)", "(remove|take) the bold from {t}",
        "~{t} should not be bold", "use a (regular|normal) (font|weight) for {t}", "unbold {t}",
        "(set|write) {t} in regular", "~no bold (for|on) {t}", "make {t} less bold", "~{t} in normal weight",
    ),
    "round": (
        "(round|round off) the corners of {t}", "make the corners of {t} round", "~{t} with (round|rounded) corners",
        "give {t} (round|rounded) corners", "~rounded corners (for|on) {t}", "make {t} rounded",
        "~the corners of {t} should be round", "round {t}", "add rounded corners to {t}", "~soft corners for {t}",
    ),
    "pill": (
        "make {t} (fully|completely) round", "make {t} a pill", "(give|make) {t} (a|into a) pill shape",
        "~{t} as a pill", "~{t} with fully (round|rounded) (corners|ends)", "turn {t} into a pill",
        "~{t} should be pill-shaped",
    ),
    "square": (
        "make the corners of {t} (square|sharp)", "~{t} with (square|sharp) corners", "give {t} (square|sharp) corners",
        "remove the (rounded|round) corners of {t}", "~no rounded corners (for|on) {t}", "make {t} (square|angular)",
        "(square|sharpen) the corners of {t}", "~the corners of {t} should be sharp", "~{t} without rounding",
    ),
    "radius": (
        "(set|change) the (corner radius|border radius|radius) of {t} to {v}", "round the corners of {t} by {v}",
        "give {t} a (corner|border) radius of {v}", "~corner radius {v} for {t}", "~{t} with a radius of {v}",
        "use {v} corners (for|on) {t}", "make the corners of {t} {v} round",
    ),
    "more padding": (
        "(give|add) {t} more padding", "(increase|raise) the padding of {t}", "~more padding (in|for) {t}",
        "add more padding to {t}", "~{t} needs more (padding|room inside)", "~more space inside {t}",
        "make the padding of {t} larger", "~{t} with more padding", "pad {t} more",
    ),
    "less padding": (
        "give {t} less padding", "(decrease|reduce) the padding of {t}", "~less padding (in|for) {t}",
        "~{t} needs less padding", "~less space inside {t}", "make the padding of {t} smaller",
        "~{t} with less padding", "make {t} tighter inside",
    ),
    "padding": (
        "(set|change) the padding of {t} to {v}", "give {t} a padding of {v}", "~padding {v} for {t}",
        "use {v} of padding (in|for) {t}", "~{t} with {v} padding", "~{t} should have {v} padding",
        "pad {t} by {v}", "put {v} of padding into {t}",
    ),
    "more gap": (
        "(increase|raise) the gap (in|of) {t}", "~more (space|room) between the (items|elements|things) (in|of) {t}",
        "~a larger gap in {t}", "spread the (items|elements) (in|of) {t} further apart", "make the gap in {t} larger",
        "give the (items|elements) (in|of) {t} more (space|room)", "~the (items|elements) in {t} are too close",
        "add more gap to {t}",
    ),
    "less gap": (
        "(decrease|reduce) the gap (in|of) {t}", "~less (space|room) between the (items|elements|things) (in|of) {t}",
        "~a smaller gap in {t}", "move the (items|elements) (in|of) {t} closer together", "make the gap in {t} smaller",
        "~the (items|elements) in {t} are too far apart", "tighten the gap of {t}",
    ),
    "gap": (
        "(set|change) the gap (in|of) {t} to {v}", "~{v} between the (items|elements) (in|of) {t}", "~gap {v} in {t}",
        "use a gap of {v} in {t}", "give {t} a gap of {v}", "~the (items|elements) in {t} should be {v} apart",
        "put {v} of space between the (items|elements) (in|of) {t}",
    ),
    "width": (
        "(set|change) the width of {t} to {v}", "make {t} {v} wide", "~{t} should be {v} wide", "~{t} {v} wide",
        "~width {v} for {t}", "give {t} a width of {v}", "resize {t} to a width of {v}", "let {t} be {v} wide",
    ),
    "wider": (
        "make {t} wider", "~{t} wider", "(increase|raise) the width of {t}", "~{t} should be wider", "widen {t}",
        "~{t} is too narrow", "make the width of {t} larger", "stretch {t}",
    ),
    "narrower": (
        "make {t} narrower", "~{t} narrower", "(decrease|reduce) the width of {t}", "~{t} should be narrower",
        "~{t} is too wide", "make the width of {t} smaller", "narrow {t}",
    ),
    "taller": (
        "make {t} (taller|higher)", "~{t} (taller|higher)", "(increase|raise) the height of {t}",
        "~{t} should be (taller|higher)", "~{t} is not (high|tall) enough", "make the height of {t} larger",
    ),
    "shorter": (
        "make {t} (shorter|less high)", "~{t} (shorter|less high)", "(decrease|reduce) the height of {t}",
        "~{t} should be (shorter|less high)", "~{t} is too (high|tall)", "make the height of {t} smaller",
    ),
    "height": (
        "(set|change) the height of {t} to {v}", "make {t} {v} (high|tall)", "~{t} should be {v} (high|tall)",
        "~{t} {v} (high|tall)", "~height {v} for {t}", "give {t} a height of {v}", "resize {t} to a height of {v}",
        "let {t} be {v} (high|tall)",
    ),
    "center": (
        "(center|centre) {t}", "(center|centre) {t}", "align {t} to the (center|centre|middle)", "~{t} centered",
        "put {t} in the (center|centre|middle)", "~{t} should be (centered|centred)", "move {t} to the (center|middle)",
        "place {t} in the middle", "make {t} (centered|centred)",
    ),
    "right": (
        "align {t} (right|to the right)", "move {t} to the right", "put {t} on the right", "~{t} on the right",
        "right-align {t}", "~{t} should be on the right", "push {t} to the right", "place {t} at the right",
    ),
    "left": (
        "align {t} (left|to the left)", "move {t} to the left", "put {t} on the left", "~{t} on the left",
        "left-align {t}", "~{t} should be on the left", "push {t} to the left", "place {t} at the left",
    ),
    "add button": (
        "add a {v} button (after|below|behind) {t}", "(add|insert|put) a button {v} after {t}",
        "(add|insert) a button that says {v} (after|below) {t}", "~a {v} button after {t}",
        "~i need a {v} button (after|below) {t}", "put a {v} button next to {t}", "add a button {v} next to {t}",
        "(create|place) a {v} button (after|below) {t}", "~there should be a {v} button after {t}",
    ),
    "add text": (
        "add the text {v} (after|below|under) {t}", "(write|put) {v} (after|below|under) {t}",
        "(add|insert) a (text|line) that says {v} (after|below) {t}", "add a paragraph {v} (after|below) {t}",
        "~a text {v} (after|below|under) {t}", "~below {t} should stand {v}", "insert {v} (after|below) {t}",
        "let {v} follow {t}",
    ),
    "add text before": (
        "add the text {v} (before|above) {t}", "(write|put) {v} (before|above) {t}",
        "(add|insert) a (text|line) that says {v} (before|above) {t}", "add a paragraph {v} above {t}",
        "~a text {v} above {t}", "insert {v} (before|above) {t}", "~above {t} should stand {v}",
    ),
    "add item": (
        "add {v} after {t}", "add {v} to the end of {u}", "add {v} to {u}", "(add|insert) an item {v} after {t}",
        "(append|add) {v} to {u}", "~another (entry|item) {v} after {t}", "add a (new item|new entry) {v} to {u}",
        "add an item called {v} to {u}", "put {v} at the end of {u}", "extend {u} by {v}",
    ),
    "add column": (
        "add a column {v}", "add (another|a new) (card|column) {v} after {t}", "add a column {v} after {t}",
        "add a (card|column) like {t} called {v}", "repeat {t} with the title {v}", "~another column {v} after {t}",
        "copy {t} and call the copy {v}", "(add|insert) a card {v} next to {t}", "~one more column after {t}: {v}",
    ),
    "repeat column": (
        "add a column", "add (another|a new|one more) column", "~one more column", "add a column (after|next to) {t}",
        "add (another|a new) card", "~another (card|column) (after|next to) {t}", "(insert|append) a column",
        "add a card like {t}",
    ),
    "add row": (
        "add a row {v}", "add (another|a new) row {v} after {t}", "(append|insert) a row {v}", "add a row called {v}",
        "~another row {v}", "~one more row: {v}", "add a row (below|under) {t} for {v}", "add a row for {v}",
    ),
    "repeat row": (
        "add a row", "add (another|a new|one more) row", "~one more row", "(append|insert) a row",
        "add a row (below|under|after) {t}", "~another row", "~i need another row", "repeat the last row",
    ),
    "duplicate": (
        "(duplicate|copy|double) {t}", "repeat {t}", "add a copy of {t}", "~{t} twice", "(show|put) {t} twice",
        "~another one like {t}", "clone {t}",
    ),
    "swap": (
        "swap {t} and {v}", "(exchange|switch) {t} and {v}", "~{v} before {t}", "put {v} before {t}",
        "swap {t} with {v}", "change the order of {t} and {v}", "let {v} and {t} change places", "move {v} before {t}",
    ),
    "border": (
        "add a border to {t}", "give {t} a border", "~a border around {t}", "(put|draw) a border around {t}",
        "~{t} with a border", "~{t} (needs|should have) a border", "frame {t}", "outline {t}",
    ),
    "colored border": (
        "add a {v} border to {t}", "give {t} a {v} border", "~a {v} border around {t}", "~{t} with a {v} border",
        "(put|draw) a {v} border around {t}", "make the border of {t} {v}", "outline {t} in {v}", "frame {t} in {v}",
    ),
    "no border": (
        "remove the border (of|from|around) {t}", "~{t} without a border", "~no border (around|on|for) {t}",
        "(take|drop) the border off {t}", "~{t} should have no border", "delete the (border|outline) of {t}",
        "get rid of the border around {t}",
    ),
    "upper case": (
        "(write|put|set) {t} in (capitals|capital letters|upper case|uppercase)", "make {t} (uppercase|all caps)",
        "~{t} in (all caps|capitals|upper case)", "uppercase {t}", "capitalize all of {t}", "~all caps for {t}",
        "turn {t} into capitals",
    ),
    "lower case": (
        "(write|put|set) {t} in (small letters|lower case|lowercase)", "make {t} lowercase", "~{t} in lower case",
        "lowercase {t}", "~no capitals in {t}", "turn {t} into small letters",
    ),
    "link": (
        "(make|turn) {t} (a|into a) link", "link {t}", "~{t} as a link", "~{t} should be a link", "make {t} clickable",
        "convert {t} (to|into) a link", "let {t} be a link",
    ),
    "link to": (
        "(make|turn) {t} (a|into a) link to {v}", "link {t} to {v}", "~{t} should link to {v}", "let {t} lead to {v}",
        "~{t} as a link to {v}", "make {t} open {v}", "point {t} to {v}",
    ),
    "to top": (
        "move {t} to the (top|beginning|start) (of its container|of its box|of its group)",
        "put {t} first in its (box|group)",
        "~{t} first", "move {t} to the (top|front|beginning)", "~{t} at the (top|beginning) of its (box|group)",
        "bring {t} to the (top|front)",
    ),
    "to bottom": (
        "move {t} to the (bottom|end) (of its container|of its box|of its group)", "put {t} last in its (box|group)",
        "~{t} last", "move {t} to the (bottom|end)", "~{t} at the (bottom|end) of its (box|group)",
        "send {t} to the (bottom|end)",
    ),
    "several": (
        "make {t} {v}", "~{t} {v}", "~{t} should be {v}", "(set|turn) {t} {v}", "let {t} be {v}", "~i want {t} {v}",
        "have {t} {v}",
    ),
}  # fmt: skip

_FRAMES = (
    "{}", "{}", "{}", "{}", "{}", "{}", "please {}", "{}, please", "{} please", "can you {}", "could you {}",
    "could you please {}", "can you please {}", "i want you to {}", "i'd like you to {}", "now {}", "let's {}",
    "you should {}", "just {}",
)  # fmt: skip
_FRAMES_HELD_OUT = ("would you {}", "we should {}", "next, {}", "kindly {}")
_NAME = re.compile(r"\{([tuv])\}")
_CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")


def split(phrasings: tuple[str, ...], *, held_out: bool) -> tuple[str, ...]:
    """Those that are trained on, or the others."""
    kept = max(1, round(len(phrasings) * 0.15))
    return phrasings[-kept:] if held_out else phrasings[:-kept]


def phrased(
    kind: str, names: dict[str, str], rng: Random, *, held_out: bool = False, without: str = "", needed: str = ""
) -> str:
    """One way to say it, if there is one: without a name that is not known, and with one that is `needed`."""
    ways = split(PHRASINGS[kind], held_out=held_out)
    ways = [way for way in ways if (not without or without not in way) and needed in way]
    if not ways:
        return ""
    way = _CHOICE.sub(lambda found: rng.choice(found[1].split("|")), rng.choice(ways))
    is_request = not way.startswith("~")
    frame = "{}"
    if is_request and rng.random() < 0.5:
        frame = rng.choice(_FRAMES_HELD_OUT if held_out and rng.random() < 0.5 else _FRAMES)
    said = frame.replace("{}", way.removeprefix("~"))
    said = _NAME.sub(lambda found: names[found[1]], said)
    said += "?" if frame.startswith(("c", "w")) and rng.random() < 0.6 else rng.choice(("", "", "", ".", ".", "!"))
    return said[:1].upper() + said[1:] if rng.random() < 0.7 else said
