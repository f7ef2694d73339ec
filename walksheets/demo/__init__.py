"""The demo ward: a town invented from a seed, and a living campaign in it. Needs no file from outside."""

from walksheets.demo.files import make_town
from walksheets.demo.living import DemoJob, demo_campaign, demo_job
from walksheets.demo.town import Town, build_town

__all__ = ["DemoJob", "Town", "build_town", "demo_campaign", "demo_job", "make_town"]
