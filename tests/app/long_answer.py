"""An answer of several parts, and the ways in which models go on with one that was cut off."""

from collections.abc import Iterator

from moonpane.answering.joint import last_lines

ANSWER = """Here are the files.

```html index.html
<!DOCTYPE html>
<html>
<head><link rel="stylesheet" href="style.css"></head>
<body>
  <ul class="list">
    <li>One</li>
    <li>Two</li>
  </ul>
  <script>const end = "</html>";</script>
</body>
</html>
```

**style.css**
```css
.list { color: red; }
.list li { margin: 0; }
```

And one change:

src/main.js
<<<<<<< SEARCH
let a = 1;
=======
let a = 2;
>>>>>>> REPLACE

That is all.
"""


def ways_to_go_on(said: str, rest: str, *, is_code: bool) -> Iterator[tuple[str, str]]:
    """(in words, what the model answers)"""
    asked = last_lines(said) + rest
    yield "exactly", rest
    if len(said.strip()) < 4:
        return
    yield "from the lines that were asked for", asked
    yield "without their indentation", last_lines(said).strip() + said[len(said.rstrip()) :] + rest
    if is_code:
        yield "in a block of its own", "```html\n" + asked
        yield "after a few words", "Going on where I stopped:\n\n```html\n" + asked
