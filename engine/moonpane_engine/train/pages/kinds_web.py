"""Pages of the open web: landing, pricing, blog, article, docs, shop, product, profile, error, events."""

from moonpane_engine.train.pages import bars, content, figures, forms, marketing, parts, social
from moonpane_engine.train.pages.arrange import after, centred, grid, hugged, panel, share, spaced
from moonpane_engine.train.pages.design import Design
from moonpane_engine.train.pages.icons import icon
from moonpane_engine.train.pages.kind import PHONE, area, band, body, content_width, kind, two_columns
from moonpane_engine.train.pages.node import Node, column, row
from moonpane_engine.train.pages.pictures import photo
from moonpane_engine.train.pages.section import SECTIONS, any_section

_GROUNDS = ("", "surface", "", "soft")


def _framed(design: Design, width: int, inner: float, middle_part: list[Node]) -> Node:
    """Bars above and below."""
    nodes = [bars.announcement(design, width)] if design.chance(0.12) else []
    nodes += [bars.top_bar(design, width, inner=inner), *middle_part]
    if design.chance(0.5):
        nodes.append(bars.footer(design, width, inner))
    return body(design, nodes)


@kind(weight=2.2)
def landing(design: Design, width: int) -> Node:
    """A product's page: hero, then bands on changing grounds."""
    inner = content_width(design, width)
    parts_ = [band(design, marketing.hero, width, inner, design.rng.choice(("", "", "surface", "soft")))]
    names = [
        name for name, one in SECTIONS.items() if one.group == "marketing" and one.least <= inner and name != "hero"
    ]
    weights = [SECTIONS[name].weight for name in names]
    for place in range(design.rng.choice((0, 1, 1, 2, 2, 3))):
        name = design.rng.choices(names, weights)[0]
        parts_.append(band(design, SECTIONS[name].make, width, inner, _GROUNDS[place % 4]))
    return _framed(design, width, inner, parts_)


@kind()
def pricing(design: Design, width: int) -> Node:
    """Plans, and questions below them."""
    inner = content_width(design, width)
    sections = [marketing.plans(design, inner)]
    if design.chance(0.6):
        sections.append(design.rng.choice((marketing.questions, marketing.partners, marketing.call))(design, inner))
    return _framed(design, width, inner, [area(design, sections, width, inner)])


@kind()
def blog(design: Design, width: int) -> Node:
    """Articles as cards or rows."""
    inner = content_width(design, width)
    sections = [column(marketing.opening(design, min(inner, 640), is_large=False))]
    if design.chance(0.4):
        sections.append(forms.filters(design, inner))
    sections.append(design.rng.choice((content.picture_cards, content.picture_cards, content.media))(design, inner))
    if design.chance(0.4):
        sections.append(content.pages_row(design, inner) if inner > 260 else marketing.newsletter(design, inner))
    return _framed(design, width, inner, [area(design, sections, width, inner, gap=5)])


@kind(weight=1.2)
def article(design: Design, width: int) -> Node:
    """One text to read, with its author, a picture, maybe a column beside it."""
    inner = content_width(design, width)
    beside = inner > 820 and design.chance(0.4)
    room = inner - 280 if beside else min(inner, design.rng.choice((620, 680, 740)))
    face = parts.avatar(design)
    who = row([face, parts.pair(design, room - 60, size=design.type.small)], gap=12)
    nodes = [*marketing.opening(design, room), after(who, design.space(4))]
    if design.chance(0.6):
        nodes.append(after(photo(design, 0, design.rng.randint(120, 320)), design.space(5)))
    for _ in range(design.rng.choice((1, 2, 2, 3))):
        make = design.rng.choice(
            (content.prose, content.prose, content.prose, content.bullets, content.quote, content.code)
        )
        nodes.append(after(make(design, room), design.space(5)))
    if beside:
        side = column(spaced([content.media(design, 240), figures.people(design, 240)], design.space(6)))
        sections = [two_columns(design, column(nodes), side, inner, 240, gap=40)]
    else:
        sections, inner = nodes, room
    return _framed(design, width, inner, [area(design, sections, width, inner)])


@kind(weight=1.1)
def docs(design: Design, width: int) -> Node:
    """A chapter of a manual, with the list of chapters beside it."""
    inner = content_width(design, width)
    room = inner - 220 if inner > 640 else inner
    nodes = [content.crumbs(design, room), design.title(design.words.heading, design.type.page, room)]
    nodes.append(design.prose(room, lines=2))
    for _ in range(design.rng.choice((2, 3, 3))):
        make = design.rng.choice(
            (content.prose, content.code, content.code, content.remark, content.bullets, figures.table)
        )
        nodes.append(make(design, room) if make is not figures.table or room > 300 else content.code(design, room))
    text = column(spaced(nodes, design.space(4)))
    if inner <= 640:
        return _framed(design, width, inner, [area(design, [text], width, inner)])
    groups: list[Node] = []
    for _ in range(design.rng.randint(2, 3)):
        groups.append(after(design.line(design.words.nav, design.type.small, 170, bold=True), design.space(5)))
        for _ in range(design.rng.randint(2, 5)):
            groups.append(after(design.line(design.words.nav, design.type.small, 170, colour=design.tone.muted), 8))
    links = column(groups, width="180px", tag="nav")
    return _framed(
        design,
        width,
        inner,
        [area(design, [row([links, column([text], flex="1")], gap=40, align="flex-start")], width, inner)],
    )


@kind(weight=1.3)
def shop(design: Design, width: int) -> Node:
    """Products in a grid, on a desktop often with filters beside them."""
    inner = content_width(design, width)
    title = (
        bars.breadcrumb_bar(design, inner)
        if design.chance(0.5)
        else design.title(design.words.heading, design.type.page, inner)
    )
    if inner > 720 and design.chance(0.5):
        side = column(spaced([forms.checks(design, 190), forms.checks(design, 190)], design.space(6)))
        sections = [title, two_columns(design, content.picture_cards(design, inner - 230), side, inner, 190, gap=40)]
    else:
        sections = [title, forms.filters(design, inner), content.picture_cards(design, inner)]
    return _framed(design, width, inner, [area(design, sections, width, inner, gap=5)])


@kind(weight=1.2)
def product(design: Design, width: int) -> Node:
    """A large picture with what one can buy, and what it costs."""
    inner = content_width(design, width)
    is_beside = inner > 600
    room = share(inner, 2, 40) if is_beside else inner
    image: Node = photo(design, round(room) if is_beside else 0, design.rng.randint(220, 420 if is_beside else 260))
    if design.chance(0.4):
        small = grid(design, [photo(design, 0, 64) for _ in range(4)], 4, gap=8)
        image = column([image, after(small, 8)])
        if is_beside:
            image.style["width"] = f"{round(room)}px"
    price = design.line(design.words.money, design.type.heading, room * 0.6, bold=True)
    nodes = [parts.kicker(design, room), design.title(design.words.heading, design.type.page, room),
             row([parts.stars(design, 16), parts.note(design, room - 120)], gap=10), price,
             design.prose(room, lines=3), forms.filters(design, room)]  # fmt: skip
    nodes.append(after(parts.button(design, room, kind="filled", is_stretched=True), design.space(4)))
    if design.chance(0.5):
        nodes.append(after(content.bullets(design, room), design.space(4)))
    texts = column(spaced(nodes, design.space(2.5)))
    top = (
        row([image, column([texts], flex="1")], gap=40, align="flex-start")
        if is_beside
        else column([image, after(texts, 20)])
    )
    sections = [content.crumbs(design, inner), top] if design.chance(0.5) else [top]
    if design.chance(0.3):
        sections.append(design.rng.choice((social.comments, content.picture_cards))(design, inner))
    return _framed(design, width, inner, [area(design, sections, width, inner, gap=5)])


@kind()
def profile(design: Design, width: int) -> Node:
    """A person with numbers, buttons and what they made."""
    inner = min(content_width(design, width), 760)
    face = parts.avatar(design, size=design.rng.choice((64, 80, 96)))
    texts = [design.title(design.words.full_name, design.type.page, inner), parts.note(design, inner)]
    if design.chance(0.5) or inner < 480:
        top = column(centred([hugged(face, "center"), after(texts[0], design.space(3)), after(texts[1], 6)]))
    else:
        room = inner - 130
        texts = [design.title(design.words.full_name, design.type.page, room), after(parts.note(design, room), 6),
                 after(parts.actions(design, room), design.space(3))]  # fmt: skip
        top = row([face, column(texts)], gap=20)
    sections = [top, marketing.figures(design, inner)]
    if design.chance(0.5):
        sections.append(content.tabs(design, inner))
    sections.append(
        design.rng.choice((content.gallery, content.picture_cards, figures.activity, content.prose))(design, inner)
    )
    nodes = [photo(design, 0, design.rng.randint(80, 160), radius=0)] if design.chance(0.4) else []
    if not nodes:
        nodes = [bars.app_bar(design, width) if width <= PHONE else bars.top_bar(design, width)]
    return body(design, [*nodes, area(design, sections, width, inner, gap=5)])


@kind(weight=0.7)
def nothing_found(design: Design, width: int) -> Node:
    """An error, an empty list, or thanks."""
    inner = min(width - 48, 460)
    number = design.rng.choice(("404", "500", "403", ""))
    if number and design.chance(0.6):
        mark: Node = design.title(lambda: number, 48, inner)
        mark.style["color"] = design.tone.accent
    else:
        mark = hugged(parts.tile(design, design.rng.choice((48, 64, 72))), "center")
    nodes = [mark, design.title(design.words.heading, design.type.page, inner), design.prose(inner, lines=2),
             after(parts.actions(design, inner), design.space(4))]  # fmt: skip
    node = body(design, [area(design, centred(spaced(nodes, design.space(2.5))), width, inner)])
    node.children[0].style["padding"] = f"{design.rng.randint(50, 140)}px {round((width - inner) / 2)}px"
    if design.chance(0.4):
        node.children.insert(0, bars.top_bar(design, width))
    return node


@kind(weight=0.9)
def events(design: Design, width: int) -> Node:
    """Dated entries with their places."""
    inner = min(content_width(design, width), 860)
    rows = []
    for _ in range(design.rng.randint(3, 6)):
        there, pad = design.on_card, design.space(3.5)
        day = column(
            centred(
                [
                    there.line(str(there.rng.randint(1, 30)), there.type.heading, 40, bold=True),
                    after(there.line(there.words.short_day, there.type.tiny, 44, colour=there.tone.accent), 4),
                ]
            ),
            width="48px",
        )
        room = inner - 2 * pad - 64 - (120 if inner > 460 else 0)
        place = row([icon(there, 14, name="pin", colour=there.tone.muted), parts.note(there, room - 30)], gap=6)
        texts = column([there.line(there.words.heading, there.type.title, room, bold=True), after(place, 6)], flex="1")
        ends = [parts.button(there, 100, kind="outlined")] if inner > 460 else []
        rows.append(panel(there, [row([day, texts, *ends], gap=16)], pad=pad))
    head = [design.title(design.words.heading, design.type.page, inner), after(parts.note(design, inner), 6)]
    sections = [column(head), column(spaced(rows, design.space(3)))]
    return _framed(design, width, inner, [area(design, sections, width, inner, gap=5)])


@kind(weight=1.6)
def any_web_page(design: Design, width: int) -> Node:
    """Sections of all kinds below each other."""
    inner = content_width(design, width)
    groups = design.rng.choice(
        (("marketing", "content"), ("content",), ("content", "form"), ("marketing", "form", "data", "content"))
    )
    sections = [any_section(design, inner, *groups) for _ in range(design.rng.choice((2, 3, 3, 4)))]
    return _framed(design, width, inner, [area(design, sections, width, inner)])
