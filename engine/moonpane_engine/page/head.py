"""What stands around the body of every page in the house style. The font is the page's own.

The last rule keeps on one line what was measured as one: only texts that wrap say how high their lines are, and another
font's letters may be wider than the room.
"""

HEAD = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<style>
*{margin:0;box-sizing:border-box}
body{font:16px/1.25 """
AFTER_FONT = """;display:flex;flex-direction:column}
.row{display:flex}
.col{display:flex;flex-direction:column}
.grid{display:grid;grid-auto-flow:column;grid-auto-columns:1fr}
button,input,hr{font:inherit;border:0;min-width:0}
::placeholder{color:inherit}
a{color:inherit}
[style*=font-size]:not([style*=line-height]){white-space:nowrap}
</style>
</head>
"""
FOOT = "\n</html>\n"
