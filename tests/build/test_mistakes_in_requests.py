"""An editor gets one clear line for each mistake in how requests arrive."""

import pytest

FACTS = "content/facts.yaml"
HTTPS = "Write an address that begins with https://."
WAYS = "Write one of: way: link, way: post, missing: U-103."
LINK = {"way": "link", "address": "https://example.org/f", "runs_it": "X", "sees_it": "Y", "origin": "owner"}
POST = LINK | {"way": "post"}
# What the editor wrote, the line that it is told of (from the line of requests:), and what it is told.
MISTAKES = {
    "an address that anybody can read along": (
        LINK | {"address": "http://example.org/f"},
        [(2, f"“http://example.org/f” is no safe address. {HTTPS}")],
    ),
    "a receiver that anybody can read along": (
        POST | {"address": "http://example.org/f"},
        [(2, f"“http://example.org/f” is no safe address. {HTTPS}")],
    ),
    "a script": (
        LINK | {"address": '"javascript:alert(1)"'},
        [(2, f"“javascript:alert(1)” is no safe address. {HTTPS}")],
    ),
    "no host": (LINK | {"address": '"https://"'}, [(2, f"“https://” is no safe address. {HTTPS}")]),
    "a port that there is not": (
        LINK | {"address": '"https://example.org:99999"'},
        [(2, f"“https://example.org:99999” is no safe address. {HTTPS}")],
    ),
    "a policy in an address": (
        POST | {"address": '"https://example.org;script-src *"'},
        [(2, f"“https://example.org;script-src *” is no safe address. {HTTPS}")],
    ),
    "a password": (
        POST | {"address": '"https://bf:hemmelig@example.org/f"'},
        [
            (
                2,
                "this address holds a user's name or a password, which everybody could read. "
                "Write it without what stands before the @.",
            )
        ],
    ),
    "a redirection that anybody can read along": (
        POST | {"redirects_to": "http://example.org/"},
        [(6, f"“http://example.org/” is no safe address. {HTTPS}")],
    ),
    "an unknown way": (LINK | {"way": "fax"}, [(1, f"there is no way “fax” for requests to arrive. {WAYS}")]),
    "two ways": (LINK | {"way": "[link]"}, [(1, f"there is no way “['link']” for requests to arrive. {WAYS}")]),
    "no way": ({"address": "https://example.org/f"}, [(0, f"this does not say how requests arrive. {WAYS}")]),
    "an unknown preset": (
        LINK | {"preset": "nextclod"},
        [(6, "no form service called “nextclod” is known here. Write one of: nextcloud, limesurvey, parameters:.")],
    ),
    "a value for a service that there is not": (
        LINK | {"preset": "limesurvey", "values": "{lectures: A1}"},
        [(7, "no service is called “lectures”. Write lecture.")],
    ),
    "a value for nothing like a service": (
        LINK | {"values": "{x: A1}"},
        [(6, "no service is called “x”. Write one of: guidance, information, opinion, lecture, contacts.")],
    ),
    "nobody who runs it": (
        {name: value for name, value in LINK.items() if name != "runs_it"},
        [(0, "“runs_it” is missing. Add a line that begins with runs_it:.")],
    ),
    "no address": (
        {name: value for name, value in POST.items() if name != "address"},
        [(0, "“address” is missing. Add a line that begins with address:.")],
    ),
    "a field that no receiver has": (
        POST | {"fields": "{subjct: emne}"},
        [(6, "“subjct” is not known here. Write one of: subject, return or honeypot.")],
    ),
    "what only a form elsewhere has": (
        POST | {"preset": "limesurvey"},
        [(6, "“preset” is not known here. Take the line out.")],
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_each_mistake_gives_one_clear_line_and_nothing_is_published(editor, mistake):
    written, told = MISTAKES[mistake]
    lines = "".join(f"  {name}: {value}\n" for name, value in written.items())
    editor.changes(FACTS, "requests: {missing: U-103}\n", f"requests:\n{lines}")
    first = editor.reads(FACTS).split("\nrequests:")[0].count("\n") + 2
    run = editor.runs()
    assert run.problems == [f"{FACTS}:{first + line}: {words}" for line, words in told]
    assert run.status == 1 and not editor.output.exists()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_receiver_on_this_machine_can_be_tried_out(editor, host):
    way = f'{{way: post, address: "http://{host}:8025/", runs_it: X, sees_it: Y, origin: owner}}'
    editor.changes(FACTS, "requests: {missing: U-103}", f"requests: {way}")
    assert editor.runs().problems == []


def test_a_site_that_offers_no_service_needs_no_form(editor):
    for key in ("write", "sent"):
        for lang in ("da", "en"):
            editor.deletes(f"content/pages/organisations/{key}.{lang}.md")
    assert editor.runs().problems == []
    page = editor.page("foredrag-og-samarbejde/foredrag/index.html")
    assert page.css("main .facts a[href^='tel:']") and "skriv/" not in page.html
