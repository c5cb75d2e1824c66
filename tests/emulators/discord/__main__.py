"""``python -m tests.emulators.discord --port N``: Discord as its own process. The token it takes is ``objects.TOKEN``."""

from tests.emulators.discord.server import Discord
from tests.emulators.server import serve

serve(Discord)
