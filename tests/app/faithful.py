"""What a model writes that keeps to its outline: an element for each line, its text, and nothing of its looks."""

HEAD = "<!DOCTYPE html>\n<html>\n<head>\n<style>\na{color:red}\n</style>\n</head>\n"
FOOT = "\n</html>\n"


def faithful_page(outline: str) -> str:
    """The page of an outline, labelled or not; a page that is a row has an element more, as in the engine."""
    lines, open_tags = [], []
    for line in outline.splitlines():
        kind = line.partition(" ")[0]
        if kind == "page":
            lines.append("<body>")
            open_tags += ["body", "section"] if "row" in line.split() else ["body"]
            lines += ["<section>"] * (len(open_tags) - 1)
        elif kind == "end":
            lines.append(f"</{open_tags.pop()}>")
        elif kind == "text":
            lines.append(f"<p>{line.partition('>')[2].removesuffix('</t')}</p>")
        elif kind == "picture":
            lines.append("<hr>")
        else:
            open_tags.append("div")
            lines.append("<div>")
    lines += [f"</{tag}>" for tag in reversed(open_tags)]
    return HEAD + "\n".join(lines) + FOOT
