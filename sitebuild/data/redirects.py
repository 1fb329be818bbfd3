"""What content/moved.yaml says: where the content of an old address is now, or why there is none."""

import re
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, model_validator

from sitebuild.data.fields import Frozen, PlainText
from sitebuild.diagnostics.messages import _
from sitebuild.diagnostics.problems import Refused

PART = "[A-Za-z0-9_~-][A-Za-z0-9._~-]*"  # no dot first: neither .. nor a hidden file
ADDRESS = re.compile(rf"/({PART}/)*({PART})?")
HOST = re.compile("[a-z]+://[^/]*")


def _address(value: str) -> str:
    if not ADDRESS.fullmatch(value):
        fit = "/" + HOST.sub("", value).strip().lstrip("/")
        instead = (
            _("Write {name}", name=fit)
            if ADDRESS.fullmatch(fit)
            else _("Write what follows the host, as in /raad/fix/: letters a–z, digits, hyphens and full stops")
        )
        raise Refused(_("“{value}” is no address on this site", value=value), instead)
    return value


def _or_none(value: object) -> object:
    return {} if value is None else value  # a name with nothing below it


Address = Annotated[str, AfterValidator(_address)]  # from the site's root, with the first /
MayBeEmpty = BeforeValidator(_or_none)


class Departed(Frozen):
    """moved: the key or key#section where the content of an address is now. gone: why an address has none."""

    moved: Annotated[dict[Address, str], MayBeEmpty] = {}
    gone: Annotated[dict[Address, PlainText], MayBeEmpty] = {}

    @model_validator(mode="before")
    @classmethod
    def _may_be_empty(cls, data: object) -> object:
        return _or_none(data)
