"""``python -m tests.emulators.slack --port N``: Slack as its own process. The tokens it takes stand in ``objects``."""

from tests.emulators.server import serve
from tests.emulators.slack.server import Slack

serve(Slack)
