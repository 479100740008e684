"""What is said to a model, for each task and each kind of model.

The embedded model knows two short words; any other model gets whole sentences. Both get the same measured outline: the
embedded one as it was trained, with labelled texts, any other one with each word of it explained.
"""

from moonpane_resources.prompts.changes import Unplaced, again_prompt, edit_prompt
from moonpane_resources.prompts.continuing import go_on_prompt, thoughts_prompt
from moonpane_resources.prompts.page import ENLARGEMENT, READ, WRITE, read_prompt, write_prompt
from moonpane_resources.prompts.stacks import PICTURES_ARE_CONTENT
from moonpane_resources.prompts.wishes import Region, element_prompt, errors_prompt, refine_prompt

__all__ = [
    "ENLARGEMENT",
    "PICTURES_ARE_CONTENT",
    "READ",
    "WRITE",
    "Region",
    "Unplaced",
    "again_prompt",
    "edit_prompt",
    "element_prompt",
    "errors_prompt",
    "go_on_prompt",
    "read_prompt",
    "refine_prompt",
    "thoughts_prompt",
    "write_prompt",
]
