"""The house's day: what texts, hours and papers go by, wherever in the world the site is built."""

import os
from datetime import date, datetime
from zoneinfo import ZoneInfo


def today(zone: ZoneInfo) -> date:
    """Return the day of the build; SOURCE_DATE_EPOCH (seconds) sets it, so that a build can be repeated."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), zone).date() if epoch else datetime.now(zone).date()
