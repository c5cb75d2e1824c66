"""Slack on loopback: Web API, Socket Mode and signed HTTP requests, driven by the unmodified slack_sdk and slack_bolt."""

from tests.emulators.slack.objects import APP_TOKEN, BOT_TOKEN, CHANNEL, SIGNING_SECRET
from tests.emulators.slack.server import Slack, send_signed
from tests.emulators.slack.teams import Team

__all__ = ["APP_TOKEN", "BOT_TOKEN", "CHANNEL", "SIGNING_SECRET", "Slack", "Team", "send_signed"]
