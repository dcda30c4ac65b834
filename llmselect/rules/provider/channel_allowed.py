"""Is this kind of channel among those that were asked for?

A consumer app, a business plan and an API of the same vendor have different answers, so that
the channel is chosen, never the vendor.
"""

from __future__ import annotations

from llmselect.catalog.data_policy import Provider
from llmselect.data_needs import DataNeeds
from llmselect.findings import Finding, Outcome, message
from llmselect.rules.declaration import Rule
from llmselect.rules.provider.findings import finding, not_asked

RULE = Rule("channel_allowed", judges="provider", references=("docs/methods/data-policy.md",))


def channel_allowed(provider: Provider, needs: DataNeeds) -> Finding:
    if not needs.channels:
        return not_asked(RULE)
    outcome = Outcome.PASS if provider.channel in needs.channels else Outcome.FAIL
    channel = message(f"channel.{provider.channel}")
    text = message(f"channel_allowed.{outcome}", provider=provider.name, channel=channel)
    return finding(RULE, outcome, text, expected=needs.channels)
