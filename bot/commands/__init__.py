"""What people may ask on any chat: one list of commands, one handler each. Answers are plain text with light Markdown, or files.

listed          the commands and their options               understanding   a line of words → a question; values → what they mean
answers         each question to its handler                  suggesting      what an option may hold, while somebody types
document        status                                        vetoes, country (votes, compare), latest (upcoming), quotes, why
one             what buttons ask of one vote: its roll call, its quotes, its history
"""

from bot.commands.answers import Answers
from bot.commands.listed import COMMANDS
from bot.commands.understanding import fill
from bot.commands.why import OPERATOR

__all__ = ["COMMANDS", "OPERATOR", "Answers", "fill"]
