"""The library's own rules for journey maps; a rule that is named here is known to `journeymap lint`."""

from library_rules.channel_hopping import ChannelHopping

__all__ = ["ChannelHopping"]
