"""A conversation as messages of a chat request."""

import pytest

from moonpane.session import Attachment, Session

PNG = b"\x89PNG"


def test_pictures_come_before_what_is_said_about_them() -> None:
    session = Session()
    session.say("make it blue", (Attachment("a.png", PNG, 1, 1),))
    answer = session.begin_answer()
    answer.text, answer.status = "<html>", "done"
    session.say("thanks")
    session.begin_answer().status = "failed"
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


def test_nothing_is_said_while_an_answer_grows() -> None:
    session = Session()
    session.begin_answer()
    with pytest.raises(ValueError, match="still growing"):
        session.say("hurry")
