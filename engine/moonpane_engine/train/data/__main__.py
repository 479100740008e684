"""The data that the embedded model is trained with.

python -m moonpane_engine.train.data fonts .data/fonts
python -m moonpane_engine.train.data make .data/pages --seeds 0:6000 [--held-out]
python -m moonpane_engine.train.data words            # for a machine without wordfreq
python -m moonpane_engine.train.data lean .data/pages .data/lean    # for a machine that takes only so much
python -m moonpane_engine.train.data diversity .data/pages suites/handmade
"""

import argparse
import json
from pathlib import Path

FONTS = Path(".data/fonts")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    fonts = commands.add_parser("fonts", help="fetch the fonts of Debian packages into a folder")
    fonts.add_argument("out", type=Path)
    for name, said in (("make", "make all pieces of a range of seeds, on all cores"), ("piece", "make one piece")):
        make = commands.add_parser(name, help=said)
        make.add_argument("out", type=Path, help="folder of the pieces")
        make.add_argument("--seeds", required=True, metavar="A:B", help="seeds A to B-1")
        make.add_argument("--held-out", action="store_true", help="half of the words are never trained on; no noise")
        make.add_argument("--fonts", type=Path, default=FONTS, help="folder that `fonts` filled")
    commands.add_parser("words", help="keep the dictionary words in a file that can be carried")
    lean = commands.add_parser("lean", help="make pieces small, for the way to another machine")
    lean.add_argument("source", type=Path)
    lean.add_argument("out", type=Path)
    lean.add_argument("--crops", type=int, default=4, help="crops of lines a page")
    diversity = commands.add_parser("diversity", help="compare sets of pages: folders of HTML, or of pieces")
    diversity.add_argument("sets", type=Path, nargs="+")
    diversity.add_argument("--fonts", type=Path, default=FONTS)
    _run(parser.parse_args())


def _run(options: argparse.Namespace) -> None:
    if options.command == "fonts":
        from moonpane_engine.train.data.fonts import fetch_fonts

        fetch_fonts(options.out)
    elif options.command == "words":
        from moonpane_engine.train.data.words import WORDS, write_words

        write_words(WORDS)
    elif options.command == "lean":
        from moonpane_engine.train.data.lean import make_lean

        print(f"{make_lean(options.source, options.out, crops=options.crops):,} bytes")
    elif options.command == "diversity":
        from moonpane_engine.train.data.diversity import print_table

        print_table(options.sets, options.fonts)
    else:
        from moonpane_engine.train.data.make import make_pages, make_piece

        first, last = (int(part) for part in options.seeds.split(":"))
        seeds, where = range(first, last), {"held_out": options.held_out, "fonts": options.fonts}
        if options.command == "make":
            make_pages(options.out, seeds, **where)
        else:
            print(json.dumps({"first_seed": first, **make_piece(options.out, seeds, **where)}), flush=True)


if __name__ == "__main__":
    main()
