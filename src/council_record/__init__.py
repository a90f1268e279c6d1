"""How a council's children's services were judged, described and reported."""

__version__ = "0.1.0"

import sys

# Where JupyterLab has brought this optional module, jsonschema compiles 38 grammars with it (1.4 s)
# for addresses with letters beyond ASCII; no schema here needs them. None stands for: not there.
sys.modules.setdefault("rfc3987_syntax", None)
