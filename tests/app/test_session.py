"""A conversation as a tree: branches, messages of a chat request, versions of the page."""

from dataclasses import asdict
from pathlib import Path

import pytest

from moonpane.course import Course, Refinement, RefineStep
from moonpane.session import NEW_TITLE, Attachment, Exchange, Revision, Session, Turn, Video

PNG = b"\x89PNG"
MOCKUP = Attachment("a.png", PNG, 1, 1)


def say(session: Session, text: str, answer: str = "", *, parent: str | None = "head", **more: object) -> Exchange:
    """Adds what was asked and answered below `parent`."""
    below = session.head if parent == "head" else parent
    asked = Turn("user", text, more.pop("attachments", ()))  # type: ignore[arg-type]
    turn = Turn("assistant", answer, status="done" if answer else "failed")
    return session.add(Exchange("convert" if asked.attachments else "talk", asked, turn, parent=below))


def test_pictures_come_before_what_is_said_about_them() -> None:
    session = Session()
    say(session, "make it blue", "<html>", attachments=(MOCKUP,))
    say(session, "thanks")
    assert session.messages() == [
        {
            "role": "user",
            "content": [
                {"type": "image_url", "image_url": {"url": "data:image/png;base64,iVBORw=="}},
                {"type": "text", "text": "make it blue"},
            ],
        },
        {"role": "assistant", "content": "<html>"},
        {"role": "user", "content": "thanks"},
    ]


def test_what_was_not_answered_has_a_word_in_its_place() -> None:
    session = Session()
    say(session, "first").answer.status = "stopped"
    say(session, "second", "Yes.")
    say(session, "third")
    said = [(message["role"], message["content"]) for message in session.messages()]
    assert [role for role, _ in said] == ["user", "assistant", "user", "assistant", "user"]
    assert said[1][1] == "(There was no answer.)"


def test_a_change_without_words_is_no_missing_answer() -> None:
    session = Session()
    session.add_revision(Revision({"index.html": "<p>"}, exchange=say(session, "first").id))
    say(session, "second", "Yes.")
    assert [message["content"] for message in session.messages()] == [
        "first",
        "(The files were changed.)",
        "second",
        "Yes.",
    ]
    assert session.branch()[0].answer.text == "", "the conversation shows what was said"


def test_marks_are_sent_as_picture_and_in_words() -> None:
    session = Session()
    marked = Attachment("a.png", PNG, 1, 1, notes="box at 10, 20: make this red", marked=b"marked")
    say(session, "build it", attachments=(marked,))
    pictures, words = session.messages()[0]["content"]
    assert pictures["image_url"]["url"].endswith("bWFya2Vk")
    assert words["text"] == "build it\n\na.png: box at 10, 20: make this red"


def test_nothing_is_said_while_an_answer_grows() -> None:
    session = Session()
    say(session, "first").answer.status = "growing"
    with pytest.raises(ValueError, match="still growing"):
        say(session, "hurry")


def test_asking_again_adds_a_branch_and_takes_nothing_away() -> None:
    session = Session()
    first = say(session, "one", "1")
    second = say(session, "two", "2")
    other = say(session, "two, but better", "2b", parent=first.id)
    assert session.branch() == [first, other]
    assert session.branch(second.id) == [first, second]
    assert session.siblings(other) == [second, other]
    assert session.newest_end(first) == other.id
    assert [message["content"] for message in session.messages(second.id)] == ["one", "1", "two", "2"]


@pytest.mark.parametrize(
    ("text", "attachments", "title"),
    [
        ("  make\nit  blue ", (), "make it blue"),
        ("", (MOCKUP,), "a.png"),
        ("x" * 80, (), "x" * 59 + "…"),
        ("", (), NEW_TITLE),
    ],
)
def test_a_session_is_called_after_its_beginning(text: str, attachments: tuple[Attachment, ...], title: str) -> None:
    session = Session()
    say(session, text, attachments=attachments)
    assert session.title == title


def test_a_version_is_measured_against_the_last_mockup_on_its_way() -> None:
    session = Session()
    made = say(session, "", "<html>", attachments=(MOCKUP,))
    first = session.add_revision(Revision({"index.html": "one"}, exchange=made.id))
    changed = say(session, "bigger", "<html>")
    second = session.add_revision(Revision({"index.html": "two"}, exchange=changed.id, parent=first.id))
    by_hand = session.add_revision(Revision({"index.html": "three"}, parent=second.id, origin="person"))
    assert session.mockups(by_hand) == session.mockups(second) == (MOCKUP,)
    assert session.mockups(Revision({"index.html": "imported"})) == ()
    assert session.children(first) == [second]
    assert [session.number(each) for each in (first, second, by_hand)] == [1, 2, 3]
    assert session.shown == by_hand.id


def test_of_each_width_one_picture_is_the_mockup_and_a_recording_only_where_there_is_none() -> None:
    desktop, phone, second = (
        Attachment(f"{number}.png", b"%d" % number, width, 9) for number, width in enumerate((8, 4, 8))
    )
    film = Attachment("film.mp4", b"f", 16, 9, video=Video(Path("film.mp4")))
    said = {
        (desktop, phone): (desktop, phone),
        (phone, desktop, second): (phone, desktop),
        (film, desktop): (desktop,),
        (film,): (film,),
        (): (),
    }
    for attachments, mockups in said.items():
        assert Turn("user", "", attachments).mockups == mockups
    session = Session()
    made = say(session, "", "<html>", attachments=(film, desktop, second))
    page = session.add_revision(Revision({"index.html": "one"}, exchange=made.id))
    assert session.mockups(page) == (desktop,)


def test_pictures_that_brought_no_page_are_not_what_a_version_is_measured_against() -> None:
    session, failed = Session(), Attachment("b.png", b"b", 4, 3)
    made = say(session, "", "<html>", attachments=(MOCKUP,))
    first = session.add_revision(Revision({"index.html": "one"}, exchange=made.id))
    say(session, "", "", attachments=(failed,))
    changed = say(session, "bigger", "<html>")
    second = Revision({"index.html": "two"}, exchange=changed.id, parent=first.id)
    assert session.mockups(session.add_revision(second)) == (MOCKUP,)


def test_a_first_page_that_talk_brings_is_measured_against_the_picture_before_it() -> None:
    session = Session()
    say(session, "", "", attachments=(MOCKUP,))
    talk = say(session, "try again", "<html>")
    assert session.mockups(session.add_revision(Revision({"index.html": "one"}, exchange=talk.id))) == (MOCKUP,)


def test_a_version_cannot_be_changed() -> None:
    files = {"index.html": "one"}
    revision = Revision(files)
    files["index.html"] = "two"
    assert revision.page == "one"
    with pytest.raises(TypeError):
        revision.files["index.html"] = "two"  # type: ignore[index]


@pytest.mark.parametrize(
    "wrong",
    [
        {"refinement": {"state": "DONE"}},
        {"refinement": asdict(Refinement("DONE", 1e300))},
        {"lines_read": float("inf")},
    ],
)
def test_a_course_that_cannot_be_read_is_as_if_nothing_had_happened(wrong: dict) -> None:
    said = asdict(Course(reached="WRITING", refinement=Refinement("DONE", 0.5, (RefineStep(1, 0.6, True, "It."),), 1)))
    assert Course.of(said).refinement
    assert Course.of(said | wrong) == Course()
    assert Course.of({key: each for key, each in said.items() if key != "refinement"}) == Course(reached="WRITING")


def test_the_mockups_of_a_long_way_are_found_in_one_walk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each version of a large session asks for them, and its way there is hundreds of words long."""
    session, before = Session(), ""
    say(session, "", "page", attachments=(MOCKUP,))
    for number in range(50):
        exchange = say(session, f"change {number}", "done")
        made = session.add_revision(Revision({"index.html": str(number)}, exchange=exchange.id, parent=before or None))
        before = made.id
    walks: list[str | None] = []
    branch = Session.branch
    monkeypatch.setattr(Session, "branch", lambda self, end=None: walks.append(end) or branch(self, end))
    assert session.mockups(made) == (MOCKUP,)
    assert len(walks) == 1
