"""How large a file is, in words."""

from PySide6.QtCore import QCoreApplication

from moonpane.ui.language import data_size


def described_size(code: str) -> str:
    """`92 lines · 3.1 kB`; empty for no code."""
    if not code:
        return ""
    translate = QCoreApplication.translate
    num_bytes = len(code) if code.isascii() else len(code.encode("utf-8", "surrogatepass"))
    num_lines = code.count("\n") + (not code.endswith("\n"))
    lines = translate("Size", "1 line") if num_lines == 1 else translate("Size", "{} lines").format(num_lines)
    return f"{lines} · {data_size(num_bytes)}"
